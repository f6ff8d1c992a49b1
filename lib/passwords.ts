import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "./console/person.ts";

/**
 * Argon2id, the package's default, with 19 MiB and two passes, the least that OWASP asks for. It runs outside the event
 * loop.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The score, from 0 to 4, of a password that long guessing online does not find. */
const HARD_ENOUGH = 3;
const OURS = [
  "connect",
  "connectbank",
  "bank",
  "sage",
  "console",
  "password",
  "motdepasse",
  "passe",
  "summer",
  "winter",
];

/** Its dictionaries are large: they are read when somebody first chooses a password. */
async function makeEstimator() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
let made: ReturnType<typeof makeEstimator> | null = null;
function estimator() {
  made ??= makeEstimator();
  return made;
}

/** Every part of a person's name and address, and the whole of it. */
const wordsOf = (text: string) => [text, text.split("@")[0] ?? "", ...text.split(/[^\p{L}\p{N}]+/u)];

/** Password hashes. A person without one is compared with a hash of an unknown password, in the same time. */
export function argonPasswords(): Passwords {
  const nobody = hash(randomBytes(24), COST);
  return {
    // Its work grows with the length. A long enough password is hard enough by its beginning.
    async isGuessable(password, about) {
      const known = [...about.flatMap(wordsOf), ...OURS].filter((word) => word.length > 2);
      return (await estimator()).check(password.slice(0, 64), known).score < HARD_ENOUGH;
    },
    hash: (password) => hash(password, COST),
    async verify(held, password) {
      const fits = await verify(held ?? (await nobody), password);
      return held !== null && fits;
    },
  };
}
