import { expect, test } from "vitest";
import { namesKnownAction } from "./posted-form.ts";

const KNOWN = new Set(["40ab"]);
const bound = (first: string) => ({ $ACTION_REF_1: "", "$ACTION_1:0": first, "$ACTION_1:1": '["token"]' });

test.each<[what: string, fields: Record<string, string>, known: boolean]>([
  ["an action of this build", { $ACTION_ID_40ab: "", connectionId: "x" }, true],
  ["one that something is bound to", bound('{"id":"40ab","bound":"$@1"}'), true],
  ["an action of another build", { $ACTION_ID_40ac: "" }, false],
  ["one of another build that something is bound to", bound('{"id":"40ac","bound":"$@1"}'), false],
  ["both", { $ACTION_ID_40ab: "", ...bound('{"id":"40ac","bound":"$@1"}') }, false],
  ["no action", { connectionId: "x" }, false],
  ["nothing", {}, false],
  ["a reference to nothing", { $ACTION_REF_1: "" }, false],
  ["a reference to garbage", bound("{"), false],
  ["a reference without a name", bound("{}"), false],
  ["a reference to a prototype", bound('{"id":"__proto__","bound":"$@1"}'), false],
  ["a reference that nothing is bound to", bound('{"id":"40ab"}'), false],
  ["a reference that is bound to garbage", bound('{"id":"40ab","bound":{"length":1}}'), false],
])("a form with %s", (_, fields, known) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  expect(namesKnownAction(form, KNOWN)).toBe(known);
});
