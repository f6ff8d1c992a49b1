import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "../../../messages/en.json" with { type: "json" };
import fr from "../../../messages/fr.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path: string[] = []): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...path, key].join("."), value]] : leaves(value, [...path, key]),
  );
const english = new Map(leaves(en));
const french = new Map(leaves(fr));

test("both languages say the same things", () => {
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
});

const translators = { en: strict("en", en), fr: strict("fr", fr) };

function strict(locale: string, messages: Tree) {
  const onError = (error: Error) => {
    throw error;
  };
  return createTranslator({ locale, messages, onError }) as (key: string, values?: Record<string, number>) => string;
}

/** The arguments of a message, found by formatting it. Every missing argument is given, with each of a few numbers. */
function argumentsOf(locale: "en" | "fr", key: string) {
  const names = new Set<string>();
  for (const number of [0, 1, 2, 5]) {
    for (let rounds = 0; rounds < 10; rounds++) {
      try {
        const text = translators[locale](key, Object.fromEntries([...names].map((name) => [name, number])));
        expect(text, key).not.toMatch(/[{}]/);
        break;
      } catch (error) {
        const missing = /variable "(\w+)" was not provided/.exec(String(error))?.[1];
        if (!missing) throw error;
        names.add(missing);
      }
    }
  }
  return [...names].sort();
}

test("every message formats, and asks for the same values in both languages", () => {
  for (const key of english.keys()) expect(argumentsOf("fr", key), key).toEqual(argumentsOf("en", key));
});

test("in French a no-break space stands before every : ; ? ! and inside quotes", () => {
  for (const [key, text] of french) {
    for (const { index } of text.matchAll(/(?!:\/\/)[:;?!»]/g)) expect(text[index - 1], key).toMatch(/[\u00a0\u202f]/);
    for (const { index } of text.matchAll(/«/g)) expect(text[index + 1], key).toMatch(/[\u00a0\u202f]/);
  }
});

test("messages are set as print is: no straight quotes, no three dots, no double or outer spaces", () => {
  for (const [key, text] of [...english, ...french]) expect(text, key).not.toMatch(/['"]|\.\.\.| {2}|^\s|\s$/);
});

/** The labels that were agreed on, word for word. */
const LABELS: [key: string, english: string, french: string][] = [
  ["identify.title", "Connect your bank account to Sage", "Connectez votre compte bancaire à Sage"],
  ["identify.connectionId", "Connection ID", "ID de connexion de données"],
  ["identify.passcode", "One-time password", "Mot de passe à usage unique"],
  ["frame.continue", "Continue", "Continuer"],
  ["frame.back", "Back", "Retour"],
  ["frame.cancel", "Cancel", "Annuler"],
  ["account.title", "Choose an account", "Choisissez un compte"],
  ["review.title", "Check and connect", "Vérifiez et connectez"],
  ["review.connect", "Connect account", "Connecter le compte"],
  ["outcome.expired.title", "Your session has expired", "Votre session a expiré"],
  ["problem.expired.title", "Your session has expired", "Votre session a expiré"],
];
test.each(LABELS)("%s reads %j and %j", (key, inEnglish, inFrench) => {
  expect([english.get(key), french.get(key)]).toEqual([inEnglish, inFrench]);
});

test("an error is said before the page's title, in both languages", () => {
  expect([english.get("frame.errorTitle"), french.get("frame.errorTitle")]).toEqual(["Error:", "Erreur\u00a0:"]);
});

test("no message blames an error or sends people off without saying what to do", () => {
  for (const [key, text] of english)
    expect(text, key).not.toMatch(/error occurred|something went wrong|contact support/i);
  for (const [key, text] of french)
    expect(text, key).not.toMatch(/une erreur (est survenue|s’est produite)|contactez le support/i);
});
