import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "./console/person.ts";

/** Argon2id, the package's default, with 19 MiB and two passes, the least that OWASP asks for; it runs beside the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Password hashes. Whoever has none is compared with a hash of nothing that anybody knows, in the same time. */
export function argonPasswords(): Passwords {
  const nobody = hash(randomBytes(24), COST);
  return {
    hash: (password) => hash(password, COST),
    async verify(held, password) {
      const fits = await verify(held ?? (await nobody), password);
      return held !== null && fits;
    },
  };
}
