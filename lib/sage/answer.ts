import { z } from "zod";
import { keptAnswer, type SageAnswer } from "../connection/sage-answer.ts";
import { cleanText } from "../feed/line-text.ts";

/** An answer from the network, from Sage or from a gateway on the way there. */
export type Received = {
  status: number;
  type: string | null;
  text: string;
  /** The id that its headers give the request. */
  requestId: string | null;
};

/** An error in Sage's own form. */
export type SageError = z.output<typeof SageErrorForm>["error"];

export type Answer<T> = {
  detail: string;
  /** Sage's id of the request. */
  requestId: string | null;
} & (
  | { /** Sage did it. */ is: "answer"; value: T; error: null }
  /** Sage refused it, and says why. */
  | { is: "rejection"; error: SageError }
  /**
   * Sage did not answer this request: its outcome is unknown. `notTaken` when it was rejected before Sage looked at it.
   */
  | { is: "none"; error: SageError | null; notTaken: boolean }
);

/** A refusal of a call, after all of its tries. */
export type Rejection = {
  status: number;
  error: SageError;
  detail: string;
  /** A try before the refused one may have been taken. */
  ambiguousBefore: boolean;
  /** The answer to the last try, as it is kept; null where Sage was not asked. */
  sageAnswer: SageAnswer | null;
};

/** How a server of Sage's documents its answers. */
export type Form<T> = { success: z.ZodType<T>; error: z.ZodType<SageError> };

/** A text that any store takes. */
const Words = z.string().transform((text) => cleanText(text, text.length).value);

const Places = z
  .array(z.object({ target: Words.catch(""), message: Words.catch("") }))
  .nullish()
  .transform((places) => places ?? [])
  .catch([]);

const SageErrorForm = z.object({
  data: z.null().optional(),
  error: z.object({ code: Words.pipe(z.string().min(1).max(100)), message: Words.catch(""), detail: Places }),
});

/** Why Sage could not finish a statement: nothing of it is certain. */
export const WireFailure = z.object({
  code: Words.nullish().catch(null),
  message: Words.nullish().catch(null),
  detail: Places,
});

const RequestId = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const Meta = z.object({ meta: z.object({ requestId: RequestId }) }).transform(({ meta }) => meta.requestId);

/** The Provider API's envelope: `{data, links, meta}`, and `error` beside it when something is refused. */
export const inEnvelope = <T>(data: z.ZodType<T>): Form<T> => ({
  success: z.object({ data, error: z.null().optional() }).transform((envelope) => envelope.data as T),
  error: SageErrorForm.transform(({ error }) => error),
});

/** The token endpoint's form, that of OAuth. */
export const asOAuth = <T>(success: z.ZodType<T>): Form<T> => ({
  success,
  error: z
    .object({ error: Words.pipe(z.string().min(1).max(100)), error_description: Words.catch("") })
    .transform(({ error, error_description: message }) => ({ code: error, message, detail: [] })),
});

/** Too early, too many, or a server fault: such an answer means that the request was not fully processed. */
const isPassing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500;

/** A bad token and a full quota are found before anything is done. */
const isTurnedAway = (status: number) => status === 401 || status === 429;

/**
 * Reads an answer: it counts only in the documented form. A web page, an empty body, an error under 200 or a gateway's
 * own status shows nothing of Sage.
 */
export function readAnswer<T>({ status, type, text, ...came }: Received, { success, error }: Form<T>): Answer<T> {
  const body = isJson(type) ? parsed(text) : undefined;
  const refusal = error.safeParse(body);
  const requestId =
    [RequestId.safeParse(came.requestId), Meta.safeParse(body)].find((one) => one.success)?.data ?? null;
  const detail = refusal.success ? `${status} ${refusal.data.code}` : `${status}`;
  if (status >= 200 && status < 300 && !refusal.success) {
    const taken = success.safeParse(body);
    if (taken.success) return { is: "answer", value: taken.data, error: null, detail, requestId };
  }
  if (status >= 400 && !isPassing(status) && refusal.success)
    return { is: "rejection", error: refusal.data, detail, requestId };
  const isOfSage = refusal.success || isPassing(status);
  return {
    ...{ is: "none", error: refusal.data ?? null, notTaken: isTurnedAway(status), requestId },
    detail: isOfSage ? detail : `${detail}, not in Sage's form`,
  };
}

/** Sage's words in the parts that are kept. */
export const partsOf = ({ code, message, detail }: z.output<typeof WireFailure>) => ({
  code: code ?? null,
  message: [...new Set([message, ...detail.map((place) => place.message)])].filter(Boolean).join("; ") || null,
  targets: detail.map(({ target }) => target).filter(Boolean),
});

const NO_WORDS = { code: null, message: null, targets: [] };

/** An answer as it is kept; `at` is when it was received. */
export const keptOf = (httpStatus: number, { error, requestId }: Answer<unknown>, at: Date): SageAnswer =>
  keptAnswer({ httpStatus, ...(error ? partsOf(error) : NO_WORDS), requestId, at: at.toISOString() });

/** Where no type is stated, the body decides. */
const isJson = (type: string | null) => type === null || /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type.trim());

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
