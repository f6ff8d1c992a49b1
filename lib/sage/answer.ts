import { z } from "zod";

/** An answer that came over the network, from Sage or from a gateway on the way there. */
export type Received = { status: number; type: string | null; text: string };

/** An error in Sage's own form. */
export type SageError = z.output<typeof SageErrorForm>["error"];

export type Answer<T> =
  /** Sage did it. */
  | { is: "answer"; value: T; detail: string }
  /** Sage refused it, and says why. */
  | { is: "rejection"; error: SageError; detail: string }
  /** No word of Sage's on this request: its outcome is unknown. `notTaken` when it was turned away before anybody looked at it. */
  | { is: "none"; notTaken: boolean; detail: string };

/** How a server of Sage's documents its answers. */
export type Form<T> = { success: z.ZodType<T>; error: z.ZodType<SageError> };

const SageErrorForm = z.object({
  data: z.null().optional(),
  error: z.object({
    code: z.string().min(1).max(100),
    message: z.string().catch(""),
    detail: z
      .array(z.object({ target: z.string().catch(""), message: z.string().catch("") }))
      .nullish()
      .transform((places) => places ?? [])
      .catch([]),
  }),
});

/** The Provider API's envelope: `{data, links, meta}`, and `error` beside it when something is refused. */
export const inEnvelope = <T>(data: z.ZodType<T>): Form<T> => ({
  success: z.object({ data, error: z.null().optional() }).transform((envelope) => envelope.data as T),
  error: SageErrorForm.transform(({ error }) => error),
});

/** The token endpoint's form, that of OAuth. */
export const asOAuth = <T>(success: z.ZodType<T>): Form<T> => ({
  success,
  error: z
    .object({ error: z.string().min(1).max(100), error_description: z.string().catch("") })
    .transform(({ error, error_description: message }) => ({ code: error, message, detail: [] })),
});

/** Too early, too many, or a fault of a server: nobody who says so has looked at the request to its end. */
const isPassing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

/** A bad token and a full quota are found before anything is done. */
const isTurnedAway = (status: number) => status === 401 || status === 429;

/**
 * Reads an answer: it counts only in the documented form. A web page, an empty body, an error under 200 or a gateway's own status
 * says nothing of what Sage did.
 */
export function readAnswer<T>({ status, type, text }: Received, { success, error }: Form<T>): Answer<T> {
  const body = isJson(type) ? parsed(text) : undefined;
  const refusal = error.safeParse(body);
  const detail = refusal.success ? `${status} ${refusal.data.code}` : `${status}`;
  if (status >= 200 && status < 300 && !refusal.success) {
    const taken = success.safeParse(body);
    if (taken.success) return { is: "answer", value: taken.data, detail };
  }
  if (status >= 400 && !isPassing(status) && refusal.success) return { is: "rejection", error: refusal.data, detail };
  const isOfSage = refusal.success || isPassing(status);
  return { is: "none", notTaken: isTurnedAway(status), detail: isOfSage ? detail : `${detail}, not in Sage's form` };
}

/** Where no type is stated, the body decides. */
const isJson = (type: string | null) => type === null || /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type.trim());

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
