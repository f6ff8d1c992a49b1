import type { AccountDetails } from "./account-details.ts";

/**
 * An account number or bank code as it is compared and sent. People write spaces and hyphens into it where they like.
 */
export function plainCode(written: string) {
  const plain = written.replace(/[\s\u2010-\u2015\u2212-]/gu, "");
  // An IBAN is the same in small letters; other codes may not be.
  return looksLikeIban(plain.toUpperCase()) ? plain.toUpperCase() : plain;
}

/** Countries whose accounts have an IBAN. Elsewhere what looks like one may be an account number of its own kind. */
const IBAN_COUNTRIES = new Set(
  (
    "AD AE AL AT AZ BA BE BG BH BI BR BY CH CR CY CZ DE DJ DK DO EE EG ES FI FK FO FR GB GE GI GL GR GT HN HR HU IE IL IQ IS IT JO " +
    "KW KZ LB LC LI LT LU LV LY MC MD ME MK MN MR MT MU NI NL NO OM PK PL PS PT QA RO RS RU SA SC SD SE SI SK SM SO ST SV TL TN TR UA " +
    "VA VG XK YE"
  ).split(" "),
);

const looksLikeIban = (plain: string) =>
  /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain) && IBAN_COUNTRIES.has(plain.slice(0, 2));

/** True when an IBAN's two check digits fit it: the remainder by 97 of the whole, after ISO 13616. */
export function isIban(plain: string) {
  const turned = plain.slice(4) + plain.slice(0, 4);
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** True when nine digits are an American routing number: their checksum has the weights 3, 7 and 1. */
export function isAba(plain: string) {
  if (!/^\d{9}$/.test(plain) || /^0+$/.test(plain)) return false;
  return [...plain].reduce((sum, digit, at) => sum + Number(digit) * ([3, 7, 1][at % 3] ?? 0), 0) % 10 === 0;
}

/**
 * True for the forms of a Canadian routing number: 0, institution and transit. Or, as on a cheque, transit and
 * institution apart.
 */
const isCanadian = (written: string) =>
  /^0\d{8}$/.test(plainCode(written)) || /^\d{5}[\s\u2010-\u2015\u2212-]\d{3}$/u.test(written.trim());

const NO_IBAN = "is no IBAN: its check digits do not fit";
const NO_ABA = "is no ABA routing number: nine digits whose checksum fits";
const NO_RTN =
  "is no routing number: an American one has nine digits whose checksum fits, a Canadian one 0 and eight digits, or five and three";
const NO_SORT_CODE = "is no sort code: six digits";

/** A place in an account's body, and what is wrong there. */
export type CodeFault = { path: readonly string[]; message: string };

/** Faults in the numbers of an account, as far as they can be checked without their bank. */
export function codeFaults({
  accountNumber,
  sortCode,
  routingInfo,
  currency,
}: Pick<AccountDetails, "currency"> & {
  accountNumber: string;
  sortCode?: string | null | undefined;
  routingInfo?: { bankCode?: string | null | undefined; type?: string | null | undefined } | null | undefined;
}): CodeFault[] {
  const faults: CodeFault[] = [];
  const number = plainCode(accountNumber);
  if (looksLikeIban(number) && !isIban(number)) faults.push({ path: ["accountNumber"], message: NO_IBAN });
  const sort = sortCodeFault(plainCode(sortCode ?? ""), currency);
  if (sort) faults.push({ path: ["sortCode"], message: sort });
  const code = bankCodeFault(routingInfo?.bankCode ?? "", routingInfo?.type ?? "bankcode", currency);
  if (code) faults.push({ path: ["routingInfo", "bankCode"], message: code });
  return faults;
}

/**
 * Outside of the United Kingdom the property holds the local routing code, which has eight or nine digits elsewhere.
 */
function sortCodeFault(plain: string, currency: string) {
  if (plain === "") return null;
  if (currency === "GBP") return /^\d{6}$/.test(plain) ? null : NO_SORT_CODE;
  if (currency === "USD" && /^\d{9}$/.test(plain)) return isAba(plain) ? null : NO_ABA;
  return /^(\d{6}|\d{8,9})$/.test(plain) ? null : NO_SORT_CODE;
}

function bankCodeFault(written: string, type: string, currency: string) {
  const plain = plainCode(written);
  if (plain === "") return null;
  if (type === "aba") return isAba(plain) ? null : NO_ABA;
  if (type === "rtn" && currency !== "CAD") return isAba(plain) ? null : NO_ABA;
  if (type === "rtn") return isAba(plain) || (isCanadian(written) && !/^0+$/.test(plain)) ? null : NO_RTN;
  if (type === "sortcode") return /^\d{6}$/.test(plain) ? null : NO_SORT_CODE;
  return type === "iban" && looksLikeIban(plain) && !isIban(plain) ? NO_IBAN : null;
}
