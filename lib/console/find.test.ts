import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { mintToken } from "../journey/token.ts";
import { readingsOf, searchForLog } from "./find.ts";

const kinds = (typed: string) => readingsOf(typed).map(({ kind }) => kind);

test.each(["DE4D-4Y97", "de4d4y97", " de4d 4y97 ", "DE4D‐4Y97".normalize("NFKC").replace("‐", "-")])(
  "%s is a support code",
  (typed) => {
    expect(readingsOf(typed)[0]).toEqual({ kind: "support-code", code: "DE4D-4Y97" });
  },
);

test("an id is one however it was written, alone or within a sentence or an address", () => {
  const id = randomUUID();
  for (const typed of [
    id,
    id.toUpperCase(),
    id.replaceAll("-", ""),
    `Connection ID: ${id}.`,
    `https://x.example/?bank=${id}`,
  ])
    expect(readingsOf(typed)).toEqual([{ kind: "ids", ids: [id] }]);
});

test("a journey's address leads to its journey", () => {
  const token = mintToken();
  expect(readingsOf(`https://connect.example.com/connect/${token}/identify`)).toEqual([{ kind: "token", token }]);
});

test("digits and words are read as what they may be, and nothing as nothing", () => {
  expect(readingsOf("•••• 6819")).toEqual([
    { kind: "last-four", digits: "6819" },
    { kind: "name", words: ["6819"] },
  ]);
  expect(readingsOf("Café d’Été, SARL")).toEqual([{ kind: "name", words: ["café", "d", "été", "sarl"] }]);
  expect(kinds("   ")).toEqual([]);
  expect(kinds("&|!:*'\\")).toEqual([]);
});

test("a whole account number is looked for by its end alone, and no search keeps it", () => {
  for (const typed of ["60-83-71 12345678", "GB29 NWBK 6016 1331 9268 19", "5200828282828210"]) {
    const digits = typed.replace(/\D/g, "").slice(-4);
    expect(readingsOf(typed)).toEqual([{ kind: "last-four", digits }]);
    expect(searchForLog(typed)).toBe(`••••${digits}`);
  }
  expect(searchForLog("number 12345678 of Fils")).toBe("number ••••5678 of Fils");
  expect(searchForLog(`https://x.example/connect/${mintToken()}/review`)).toBe("/…");
  expect(searchForLog("Café d’Été")).toBe("Café d’Été");
});
