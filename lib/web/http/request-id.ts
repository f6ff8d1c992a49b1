import { randomUUID } from "node:crypto";

/** Names one request to its caller and in the log: 32 hexadecimal digits. A caller's own value under that name is dropped. */
export const REQUEST_ID_HEADER = "x-request-id";

export const mintRequestId = () => randomUUID().replaceAll("-", "");
