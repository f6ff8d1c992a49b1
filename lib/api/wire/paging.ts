import { z } from "@hono/zod-openapi";
import type { Page } from "../../listing/page.ts";

const whole = (max: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, "is not a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(max))
    .default(usual)
    .openapi({ type: "integer", minimum: 1, maximum: max });

/** The parameters of every list. */
export const ListParameters = z.object({
  page: whole(2_147_483_647, 1),
  pageSize: whole(5000, 100),
  query: z.string().optional().openapi({ description: "See *Lists* above.", example: "name~bakery" }),
  orderBy: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: "A property; `-` before it turns the order round.", example: "-created" }),
});

/** Those of a list that is neither asked nor ordered. */
export const PageParameters = ListParameters.pick({ page: true, pageSize: true });

const Link = z.object({ href: z.string().openapi({ format: "uri-reference" }) });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    results: z.array(item),
    pageNumber: z.int(),
    pageSize: z.int(),
    totalResults: z.int(),
    _links: z.object({ self: Link, current: Link, next: Link.optional(), previous: Link.optional() }),
  });

type Asked = { page: number; pageSize: number };

/** One page as clients expect it; its links hold the whole question, and those that lead nowhere are left out. */
export function pageBody<T, W>(
  path: string,
  asked: Asked & Record<string, string | number | undefined>,
  found: Page<T>,
  toWire: (item: T) => W,
) {
  const { page, pageSize } = asked;
  const link = (number: number) => {
    const search = new URLSearchParams({ page: String(number), pageSize: String(pageSize) });
    for (const name of ["query", "orderBy", "tags"] as const)
      if (asked[name] !== undefined) search.set(name, String(asked[name]));
    return { href: `${path}?${search}` };
  };
  const last = Math.ceil(found.total / pageSize);
  return {
    results: found.results.map(toWire),
    pageNumber: page,
    pageSize,
    totalResults: found.total,
    _links: {
      self: { href: path },
      current: link(page),
      ...(page < last ? { next: link(page + 1) } : {}),
      ...(page > 1 ? { previous: link(Math.min(page - 1, Math.max(last, 1))) } : {}),
    },
  };
}
