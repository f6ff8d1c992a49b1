import { expect, test } from "vitest";
import { codeFaults, plainCode } from "./bank-codes.ts";

const some = { accountNumber: "31926819", currency: "GBP" };
const iban = (accountNumber: string) => ({ accountNumber, currency: "EUR" });
const routed = (type: string, bankCode: string, currency = "USD") => ({
  ...some,
  currency,
  routingInfo: { type, bankCode },
});
const sorted = (sortCode: string, currency = "GBP") => ({ ...some, sortCode, currency });

test.each<[string, Parameters<typeof codeFaults>[0], string[]]>([
  ["a plain number", some, []],
  ["an IBAN", iban("DE89370400440532013000"), []],
  ["an IBAN in groups", iban("GB82 west 1234-5698-7654 32"), []],
  ["an IBAN with a wrong digit", iban("DE89370400440532013001"), ["accountNumber"]],
  ["an IBAN with two digits changed round", iban("DE89370400440532010300"), ["accountNumber"]],
  ["an IBAN that lacks a digit", iban("DE8937040044053201300"), ["accountNumber"]],
  ["a number of a country without IBANs", iban("US64SVBKUS6S3300958879"), []],
  ["a short number with letters", iban("DE89AB12"), []],
  ["a sort code", sorted("601613"), []],
  ["a sort code in pairs", sorted("60-16-13"), []],
  ["a sort code with spaces", sorted("60 16 13"), []],
  ["an empty sort code", sorted(""), []],
  ["a sort code of four digits", sorted("2000"), ["sortCode"]],
  ["a sort code of four digits in euros", sorted("2000", "EUR"), ["sortCode"]],
  ["a sort code with a letter", sorted("60161A"), ["sortCode"]],
  ["a sort code of nine digits in pounds", sorted("021001088"), ["sortCode"]],
  ["a transit number for a sort code in Canada", sorted("00012-0003", "CAD"), []],
  ["a routing number for a sort code in America", sorted("021001088", "USD"), []],
  ["a wrong routing number for a sort code in America", sorted("021001089", "USD"), ["sortCode"]],
  ["an ABA number", routed("aba", "021001088"), []],
  ["an ABA number with a hyphen", routed("rtn", "0210-01088"), []],
  ["an ABA number whose checksum does not fit", routed("aba", "021001089"), ["routingInfo.bankCode"]],
  ["a routing number of eight digits", routed("rtn", "02100108"), ["routingInfo.bankCode"]],
  ["an American routing number whose checksum does not fit", routed("rtn", "021001089"), ["routingInfo.bankCode"]],
  ["a Canadian routing number", routed("rtn", "000312346", "CAD"), []],
  ["a Canadian routing number in America", routed("rtn", "000312346"), ["routingInfo.bankCode"]],
  ["a Canadian routing number as on a cheque", routed("rtn", "12345-003", "CAD"), []],
  ["a Canadian routing number as on a cheque, in America", routed("rtn", "12345-003"), ["routingInfo.bankCode"]],
  ["an American routing number in Canada", routed("rtn", "021001088", "CAD"), []],
  ["a Canadian routing number where an American one is told", routed("aba", "000312346"), ["routingInfo.bankCode"]],
  ["a routing number that is neither", routed("rtn", "900312345", "CAD"), ["routingInfo.bankCode"]],
  ["a routing number of zeros", routed("rtn", "000000000", "CAD"), ["routingInfo.bankCode"]],
  ["an ABA number of zeros", routed("aba", "000000000"), ["routingInfo.bankCode"]],
  ["a bank code of any kind", routed("bankcode", "021001089"), []],
  ["a BIC", routed("swift", "HBUKGB4B"), []],
  ["a routed sort code", routed("sortcode", "60-16-13"), []],
  ["a routed sort code of four digits", routed("sortcode", "2000"), ["routingInfo.bankCode"]],
  ["the bank's part of an IBAN", routed("iban", "37040044"), []],
  ["a whole IBAN that is wrong", routed("iban", "DE89 3704 0044 0532 0130 01"), ["routingInfo.bankCode"]],
])("%s has these faults", (_, account, places) => {
  expect(codeFaults(account).map(({ path }) => path.join("."))).toEqual(places);
});

test.each([
  ["60-16-13", "601613"],
  ["60 16 13", "601613"],
  ["60\u201316\u00a013", "601613"],
  ["gb82 west 1234 5698 7654 32", "GB82WEST12345698765432"],
  ["ab-12 c", "ab12c"],
])("%s is sent as %s", (written, plain) => expect(plainCode(written)).toBe(plain));
