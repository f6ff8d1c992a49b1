import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { someConsent } from "../../test/journeys.ts";
import { needsOver } from "../../test/needs.ts";
import { refusal, sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { chosen, good } from "../../test/walk.ts";
import { supportPacket } from "../console/support-packet.ts";
import { eraseJourneys } from "../db/maintenance/erase.ts";
import { leaveJourney } from "./leave-journey.ts";
import { linkAccounts } from "./link-accounts.ts";

describeStores("Sage's answer to a link", (database) => {
  async function fixture() {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs);
    const { journey } = await chosen(needs, institution);
    const stored = async () => {
      const row = await needs.support.journey(null, journey.id);
      if (!row) throw new Error("the journey is gone");
      return row.journey;
    };
    const detailOf = async (type: string) =>
      (await needs.support.timeline(journey.id)).filter((event) => event.type === type).at(-1)?.detail;
    const packet = async () =>
      supportPacket(await stored(), await needs.support.timeline(journey.id), "https://connect.example.com");
    const link = async () => linkAccounts(needs, { ...journey, ...(await stored()) } as typeof journey, someConsent);
    return { sage, needs, institution, journey, stored, detailOf, packet, link };
  }

  test("is kept whole where Sage refuses it, its account numbers masked", async () => {
    const { sage, needs, institution, stored, detailOf, packet, link } = await fixture();
    const number = institution.accounts[0]?.accountNumber ?? "";
    const target = "AuthorisationRequest.data.bankAccounts[0].accountIdentifier";
    const { error, ...envelope } = refusal("ValidationError", `${number} is no account`);
    sage.answer(/authorisations/, {
      status: 400,
      body: { ...envelope, error: { ...error, detail: [{ target, message: `${number} does not match` }] } },
      headers: { "x-request-id": "req-1" },
    });
    expect(await link()).toEqual({ ok: false, problem: "sage-refused" });
    const masked = `•••• ${number.slice(-4)}`;
    const sageAnswer = {
      ...{ httpStatus: 400, code: "ValidationError", message: `${masked} is no account; ${masked} does not match` },
      ...{ targets: [target], requestId: "req-1", at: needs.clock().toISOString() },
    };
    expect(await stored()).toMatchObject({ state: "failed", failure: "sage-refused", sageAnswer });
    expect(await detailOf("link-failed")).toMatchObject({ answer: "400 ValidationError", sageAnswer });
    const told = await packet();
    expect(told).toMatchObject({ sageAnswer });
    expect(told.events.at(-1)).toMatchObject({ type: "link-failed", sageAnswer });
    expect(JSON.stringify(told)).not.toContain(number);
  });

  test("is that to the last attempt, and none once one has linked", async () => {
    const { sage, needs, stored, detailOf, link } = await fixture();
    // Answers enough for all tries of one attempt: Sage asks for more patience than a person has.
    const away = { status: 503, headers: { "retry-after": "60", "x-request-id": "away" } };
    sage.answer(/authorisations/, away);
    expect(await link()).toEqual({ ok: false, problem: "sage-unreachable" });
    const { sageAnswer } = await stored();
    expect(sageAnswer).toMatchObject({ httpStatus: 503, code: null, message: null, targets: [], requestId: "away" });
    needs.passMinutes(1);
    good(await link());
    expect(await stored()).toMatchObject({ state: "linked", sageAnswer: null });
    expect(await detailOf("link-failed")).toMatchObject({ sageAnswer });
  });

  test("is in the timeline where Sage cannot be informed of a user who left", async () => {
    const { sage, needs, journey, detailOf } = await fixture();
    sage.answer(/authorisations/, {
      status: 404,
      body: { ...refusal("NotFoundError"), meta: { requestId: "in-meta" } },
    });
    await leaveJourney(needs, journey);
    const sageAnswer = { httpStatus: 404, code: "NotFoundError", requestId: "in-meta" };
    expect(await detailOf("sage-not-told")).toMatchObject({ answer: "404 NotFoundError", sageAnswer });
  });

  test("keeps code, ids and times when what is personal goes, and loses its words", async () => {
    const { sage, needs, stored, detailOf, packet, link } = await fixture();
    sage.answer(/authorisations/, { status: 400, body: refusal("ValidationError", "Ann Smith is unknown") });
    await link();
    needs.passMinutes(60);
    expect(await eraseJourneys(needs.db, needs.clock(), needs.clock(), 1_000)).toBeGreaterThan(0);
    const sageAnswer = { httpStatus: 400, code: "ValidationError", message: null, targets: [], requestId: null };
    expect((await stored()).sageAnswer).toMatchObject(sageAnswer);
    expect(await detailOf("link-failed")).toMatchObject({ failure: "sage-refused", sageAnswer });
    expect(JSON.stringify(await packet())).not.toContain("Ann");
  });

  test("is none in an older journey, nor in its timeline", async () => {
    const { needs, journey, stored, packet } = await fixture();
    const detail = { failure: "sage-refused", ambiguous: false, answer: "400 ValidationError" };
    await needs.journeys.note(journey, { type: "link-failed", actor: "sage", detail });
    expect((await stored()).sageAnswer).toBe(null);
    const told = await packet();
    expect(told.sageAnswer).toBe(null);
    expect(told.events.at(-1)).toMatchObject(detail);
  });
});
