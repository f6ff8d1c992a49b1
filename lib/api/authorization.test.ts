import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { refusal, sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { arrived, identified } from "../../test/walk.ts";
import { announceAuthorisation } from "../journey/announce-authorisation.ts";
import { refuse } from "../result.ts";

describeStores("PUT authorization", (database) => {
  async function fixture() {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const url = await serveApi(needs);
    const institution = await anApiInstitution(needs, url);
    const put = (body: unknown) => institution.ask("PUT", `${institution.connection}/authorization`, body);
    return { ...institution, sage, needs, put };
  }

  test("shares the connection with Sage after the browser came, and answers the connection", async () => {
    const { needs, put, bankId, connectionId, sage } = await fixture();
    const { journey } = await arrived(needs, { bankId });
    const body = { authorizationId: journey.authorisationId.toUpperCase(), bankId, more: "ignored" };
    const answer = await put(body);
    expect([answer.status, answer.body]).toMatchObject([200, { id: connectionId, status: "PendingAuth" }]);
    expect((await put(body)).status).toBe(200);
    expect(sage.patches(journey.authorisationId)).toHaveLength(1);
  });

  test.each([
    ["never announced", 404, async () => randomUUID()],
    [
      "announced for another's bank",
      404,
      async ({ needs }: Awaited<ReturnType<typeof fixture>>) => announce(needs, randomUUID()),
    ],
    [
      "over",
      409,
      async ({ needs, bankId }: Awaited<ReturnType<typeof fixture>>) => {
        const id = await announce(needs, bankId);
        needs.passMinutes(20);
        return id;
      },
    ],
    [
      "begun by a person",
      409,
      async ({ needs, ...institution }: Awaited<ReturnType<typeof fixture>>) =>
        (await identified(needs, institution)).journey.authorisationId,
    ],
    [
      "refused by Sage",
      400,
      async ({ needs, bankId, sage }: Awaited<ReturnType<typeof fixture>>) => {
        sage.answer(/authorisations/, { status: 400, body: refusal("ValidationError") });
        return announce(needs, bankId);
      },
    ],
  ])("that was %s is answered with %i", async (_, status, prepare) => {
    const at = await fixture();
    const answer = await at.put({ authorizationId: await prepare(at), bankId: at.bankId });
    expect([answer.status, answer.body]).toMatchObject([status, { statusCode: status, canBeRetried: "False" }]);
    expect((await at.ask("GET", at.connection)).body).toMatchObject({ status: "PendingAuth" });
  });

  test("is answered with 503 while Sage does not answer, and can be repeated", async () => {
    const { needs, put, bankId } = await fixture();
    const authorizationId = await announce(needs, bankId);
    const { authorise } = needs.sage;
    needs.sage.authorise = async () =>
      refuse({ code: "unreachable", ambiguous: false, detail: "network", sageAnswer: null });
    expect(await put({ authorizationId, bankId })).toMatchObject({ status: 503, body: { canBeRetried: "True" } });
    needs.sage.authorise = authorise;
    expect((await put({ authorizationId, bankId })).status).toBe(200);
  });

  test.each([{}, { authorizationId: "1" }, { authorizationId: randomUUID(), bankId: "1" }, { authorizationId: 1 }, []])(
    "the body %j is refused with 400",
    async (body) => {
      const { put } = await fixture();
      expect((await put(body)).status).toBe(400);
    },
  );
});

async function announce(needs: ReturnType<typeof needsOver>, bankId: string) {
  const authorisationId = randomUUID();
  await announceAuthorisation(needs, { authorisationId, bankId });
  return authorisationId;
}
