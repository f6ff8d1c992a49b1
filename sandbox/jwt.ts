import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const secret = randomBytes(32);

const Claims = z.looseObject({ aud: z.string(), sub: z.string(), exp: z.number() });
type Claims = z.output<typeof Claims>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signature = (text: string) => createHmac("sha256", secret).update(text).digest();

/** A signed bearer token, good until its `exp` (in seconds) and only in this process. */
export function signJwt(claims: Claims): string {
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${signature(text).toString("base64url")}`;
}

/** The claims of a token that this process signed and that has not run out; null for anything else. */
export function readJwt(token: string, now: number): Claims | null {
  const [header = "", payload = "", signed = ""] = token.split(".");
  const given = Buffer.from(signed, "base64url");
  const right = signature(`${header}.${payload}`);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return claims.success && claims.data.exp * 1000 > now ? claims.data : null;
}

/** The token of an `Authorization: Bearer …` header. */
export function bearer(header: string | undefined): string {
  return /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
}
