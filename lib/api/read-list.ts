import { type ListQuery, parseOrder } from "../listing/page.ts";
import { parseQuery, type Resolver } from "../listing/query.ts";
import { ok, type Result } from "../result.ts";

type Asked = { page: number; pageSize: number; query?: string | undefined; orderBy?: string | undefined };

/** The parameters of a list as the store takes them. A refusal is the sentence for the caller. */
export function readList<F extends string, O extends string>(
  { page, pageSize, query, orderBy }: Asked,
  resolve: Resolver<F>,
  orders: readonly O[],
): Result<ListQuery<F, O>, string> {
  const where = query === undefined ? null : parseQuery(query, resolve);
  if (where && !where.ok) return where;
  const order = orderBy === undefined ? null : parseOrder(orderBy, orders);
  if (order && !order.ok) return order;
  return ok({ page, pageSize, where: where ? [where.value] : [], order: order?.value ?? null });
}
