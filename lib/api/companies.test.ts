import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";

type Company = { id: string; name: string; description?: string; tags: object; dataConnections: { id: string }[] };
type Page = {
  results: Company[];
  pageNumber: number;
  pageSize: number;
  totalResults: number;
  _links: Record<string, { href: string }>;
};

describeStores("companies and connections over HTTP", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    return { needs, url, ...(await anApiInstitution(needs, url)) };
  }

  test("a company is created, read, updated, replaced and deleted with the codes of the contract", async () => {
    const { ask } = await fixture();
    const created = await ask("POST", "/companies", { name: "Boulangerie « Élan » [1]", tags: { region: "uk" } });
    const company = created.body as Company;
    expect([created.status, company.name, company.tags]).toEqual([200, "Boulangerie Élan 1", { region: "uk" }]);
    expect(company).not.toHaveProperty("description");
    const at = `/companies/${company.id}`;

    expect((await ask("GET", at)).body).toEqual(company);
    const updated = await ask("PATCH", at, { description: "ref 7", name: null });
    expect(updated.body).toEqual({ ...company, description: "ref 7" });
    const replaced = await ask("PUT", at, { name: "Plain" });
    expect(replaced.body).toMatchObject({ name: "Plain", tags: {} });
    expect(replaced.body).not.toHaveProperty("description");

    const connected = await ask("POST", `${at}/connections`, { platformKey: "olpr" });
    expect(connected.status).toBe(200);
    const removed = await ask("DELETE", at);
    expect([removed.status, removed.text]).toEqual([204, ""]);
    expect((await ask("GET", at)).status).toBe(404);
    expect((await ask("DELETE", at)).status).toBe(404);
    expect((await ask("GET", `${at}/connections/${(connected.body as Company).id}`)).status).toBe(404);
  });

  test("a connection is created for Sage alone, unlinked only when it was linked, and deleted with 200", async () => {
    const { ask, company, connection, accounts, needs } = await fixture();
    expect((await ask("POST", `${company}/connections`, { platformKey: "gbol" })).status).toBe(404);
    expect((await ask("POST", `${company}/connections`, { platformKey: "SAGE" })).status).toBe(400);
    const made = await ask("POST", `${company}/connections`, { platformKey: "olpr" });
    expect(made.body).toMatchObject({ status: "PendingAuth", sourceType: "BankFeed", platformName: "SageBankFeed" });

    const early = await ask("PATCH", connection, { status: "Unlinked" });
    expect([early.status, (early.body as { error: string }).error]).toEqual([
      400,
      "Only a connection that is Linked can be unlinked.",
    ]);
    const link = { sageBankAccountId: randomUUID(), bankId: null, requestedStartDate: null };
    await needs.connections.markConnected({ ...link, sourceAccountId: accounts[0]?.id ?? "" }, needs.clock());
    expect((await ask("GET", connection)).body).toMatchObject({ status: "Linked" });
    for (let time = 0; time < 2; time++)
      expect(await ask("PATCH", connection, { status: "Unlinked" })).toMatchObject({
        status: 200,
        body: { status: "Unlinked" },
      });
    expect((await ask("PATCH", connection, { status: "Linked" })).status).toBe(400);

    const gone = await ask("DELETE", connection);
    expect([gone.status, gone.text]).toEqual([200, ""]);
    expect((await ask("GET", connection)).status).toBe(404);
  });

  test("a list is paged by creation with links that lead through all of it", async () => {
    const { ask, needs } = await fixture();
    for (let n = 0; n < 4; n++) {
      needs.passMinutes(1);
      await ask("POST", "/companies", { name: `Paged ${n}` });
    }
    const seen: string[] = [];
    let next: string | undefined = "/companies?page=1&pageSize=2&query=name~paged";
    while (next) {
      const page: Page = (await ask("GET", next)).body as Page;
      seen.push(...page.results.map(({ name }) => name));
      expect([page.totalResults, page.pageSize, page._links.self?.href]).toEqual([4, 2, "/companies"]);
      next = page._links.next?.href;
      expect("previous" in page._links).toBe(page.pageNumber > 1);
    }
    expect(seen).toEqual(["Paged 0", "Paged 1", "Paged 2", "Paged 3"]);
    const turned = (await ask("GET", "/companies?query=name~paged&orderBy=-name&pageSize=1")).body as Page;
    expect(turned.results[0]?.name).toBe("Paged 3");
    const beyond = (await ask("GET", "/companies?query=name~paged&page=9&pageSize=3")).body as Page;
    expect([beyond.results, beyond._links.previous?.href]).toEqual([
      [],
      "/companies?page=2&pageSize=3&query=name%7Epaged",
    ]);
  });

  test.each([
    ["name=Alpha", ["Alpha"]],
    ["name!=Alpha", ["Beta", "Gamma"]],
    ["name~ET || name = Alpha", ["Alpha", "Beta"]],
    ["{name=Alpha||name=Beta}&&tags.region=uk", ["Alpha"]],
    ["name=Alpha||name=Beta&&tags.region=uk", ["Alpha"]],
    ["tags.region!=uk", ["Beta", "Gamma"]],
    ["description~50%_", ["Gamma"]],
    ["dataConnections.status=PendingAuth", ["Beta"]],
    ["dataConnections.status!=PendingAuth", []],
    ["created>=2026-03-02&&created<=2026-03-02", ["Alpha", "Beta", "Gamma"]],
    ["created>2026-03-02", []],
    ["created=2026-03-02T09:00:00Z", ["Alpha", "Beta", "Gamma"]],
    ["id=not-an-id", []],
    ["name=x' or 1=1 --", []],
    ["name~\\", []],
  ])("the query %s finds %j", async (query, names) => {
    const { ask, company } = await fixture();
    await ask("DELETE", company);
    await ask("POST", "/companies", { name: "Alpha", tags: { region: "uk" } });
    const beta = (await ask("POST", "/companies", { name: "Beta" })).body as Company;
    await ask("POST", `/companies/${beta.id}/connections`, { platformKey: "olpr" });
    await ask("POST", "/companies", { name: "Gamma", description: "at 50%_ off", tags: { region: "fr" } });
    const answer = await ask("GET", `/companies?query=${encodeURIComponent(query)}&orderBy=name`);
    expect([answer.status, (answer.body as Page).results.map(({ name }) => name)]).toEqual([200, names]);
  });

  test("every list goes by modifiedDate as the contract's samples ask it to", async () => {
    const { ask, needs, company } = await fixture();
    await ask("DELETE", company);
    const made = [];
    for (const name of ["One", "Two", "Three"]) {
      needs.passMinutes(1);
      made.push((await ask("POST", "/companies", { name })).body as Company);
    }
    const [one, two] = made;
    needs.passMinutes(1);
    await ask("PATCH", `/companies/${one?.id}`, { description: "changed" });
    const names = async (search: string) =>
      ((await ask("GET", `/companies?${search}`)).body as Page).results.map(({ name }) => name);
    expect(await names("orderBy=-modifiedDate")).toEqual(["One", "Three", "Two"]);
    expect(await names("orderBy=modifiedDate&pageSize=1&page=2")).toEqual(["Three"]);
    const since = needs.clock().toISOString();
    expect(await names(`query=${encodeURIComponent(`modifiedDate>=${since}`)}`)).toEqual(["One"]);

    const connections = `/companies/${two?.id}/connections`;
    for (let n = 0; n < 2; n++) await ask("POST", connections, { platformKey: "olpr" });
    for (const path of [connections, `/companies/${two?.id}/push`])
      expect((await ask("GET", `${path}?orderBy=-modifiedDate`)).status, path).toBe(200);
    const answer = await ask("GET", `${connections}?query=platformName~sage%26%26status=PendingAuth&orderBy=-lastSync`);
    expect(answer.body).toMatchObject({ totalResults: 2, results: [{ platformName: "SageBankFeed" }, {}] });
    expect((await ask("GET", `${connections}?query=platformName=Xero`)).body).toMatchObject({ totalResults: 0 });
    expect(await names("query=dataConnections.platformName=SageBankFeed")).toEqual(["Two"]);
    expect(await names("query=lastSync>2000-01-01")).toEqual([]);
  });

  test("messages keep the spelling of their caller", async () => {
    const { ask, connection } = await fixture();
    const id = "8A210B68-6988-11ED-A1EB-0242AC120002";
    for (const [method, path, message] of [
      ["GET", `/companies/${id}`, `No company was found with ID ${id}`],
      ["GET", `${connection.replace(/[^/]+$/, id)}`, `Data connection ${id} not found`],
      ["GET", `/webhooks/${id}`, `Webhook ${id} not found`],
      ["GET", `${connection.replace(/\/connections.*/, "")}/push/${id}`, `Push operation ${id} not found`],
      [
        "GET",
        "/companies?orderBy=-SourceModifiedDate",
        "Error parsing orderBy - Could not resolve property SourceModifiedDate on Dataset",
      ],
      ["GET", "/companies?query=SomeWage=1", "Error parsing query - Could not resolve property SomeWage on Dataset"],
    ] as const)
      expect((await ask(method, path)).body).toMatchObject({ error: message });
  });

  test("the tags parameter asks for tags alone", async () => {
    const { ask } = await fixture();
    await ask("POST", "/companies", { name: "Tagged", tags: { region: "uk", owningTeam: "invoice-finance" } });
    const found = async (tags: string) =>
      ((await ask("GET", `/companies?tags=${encodeURIComponent(tags)}`)).body as Page).totalResults;
    expect(await found("region = uk && owningTeam = invoice-finance")).toBe(1);
    expect(await found("region ~ U && owningTeam != leasing")).toBe(1);
    expect(await found("region = fr")).toBe(0);
  });

  test.each([
    ["query=name", "Error parsing query - Malformed query."],
    ["query={name=a", "Error parsing query - Malformed query."],
    ["query=name=a%26%26", "Error parsing query - Malformed query."],
    ["query=name=a%00", "Error parsing query - Malformed query."],
    ["query=wage=1", "Error parsing query - Could not resolve property wage on Dataset"],
    ["query=name>a", "Error parsing query - Operator > does not fit property name."],
    ["query=created>yesterday", "Error parsing query - yesterday is not a date."],
    [`query=name=${"x".repeat(2048)}`, "Error parsing query - Longer than 2048 characters."],
    [`query=${"{".repeat(40)}name=a${"}".repeat(40)}`, "Error parsing query - Malformed query."],
    ["orderBy=wage", "Error parsing orderBy - Could not resolve property wage on Dataset"],
    ["page=0", "Error processing request - not valid."],
    ["page=1&page=2", "Error processing request - not valid."],
    ["pageSize=5001", "Error processing request - not valid."],
    ["pageSize=ten", "Error processing request - not valid."],
  ])("the list parameters %s are refused with 400", async (search, error) => {
    const { ask } = await fixture();
    const answer = await ask("GET", `/companies?${search}`);
    expect([answer.status, (answer.body as { error: string }).error]).toEqual([400, error]);
  });
});
