import { createRoute, z } from "@hono/zod-openapi";
import { COMPANY_ORDERS, type CompanyDetails, companyField, tagField } from "../../company/company.ts";
import { parseQuery } from "../../listing/query.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { readList } from "../read-list.ts";
import { noCompany, refusal } from "../refusal.ts";
import { Company, CompanyRequest, CompanyUpdate, companyBody } from "../wire/company.ts";
import { invalid, repeatable, usual, withBody } from "../wire/error.ts";
import { CompanyPath } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { ListParameters, pageBody, pageOf } from "../wire/paging.ts";

const tags = ["Companies"];
const company = { 200: json(Company, "The company.") };

const CompanyList = ListParameters.extend({
  tags: z.string().optional().openapi({ description: "A query on tags alone.", example: "region = uk" }),
});

const create = createRoute({
  method: "post",
  path: "/companies",
  operationId: "create-company",
  summary: "Create a company",
  tags,
  request: { body: { required: true, ...json(CompanyRequest) } },
  responses: { ...company, ...usual, ...withBody, ...repeatable },
});
const list = createRoute({
  method: "get",
  path: "/companies",
  operationId: "list-companies",
  summary: "List companies",
  tags,
  request: { query: CompanyList },
  responses: {
    200: json(pageOf(Company).openapi("Companies"), "A page of companies."),
    ...usual,
    ...invalid,
  },
});
const get = createRoute({
  method: "get",
  path: "/companies/{companyId}",
  operationId: "get-company",
  summary: "Get a company",
  tags,
  request: { params: CompanyPath },
  responses: { ...company, ...usual },
});
const replace = createRoute({
  method: "put",
  path: "/companies/{companyId}",
  operationId: "replace-company",
  summary: "Replace a company's details",
  description: "What is absent is wiped.",
  tags,
  request: { params: CompanyPath, body: { required: true, ...json(CompanyRequest) } },
  responses: { ...company, ...usual, ...withBody },
});
const update = createRoute({
  method: "patch",
  path: "/companies/{companyId}",
  operationId: "update-company",
  summary: "Update a company",
  description: "What is absent or null stays. Tags are replaced as a whole.",
  tags,
  request: { params: CompanyPath, body: { required: true, ...json(CompanyUpdate) } },
  responses: { ...company, ...usual, ...withBody, ...repeatable },
});
const remove = createRoute({
  method: "delete",
  path: "/companies/{companyId}",
  operationId: "delete-company",
  summary: "Delete a company",
  description: "For good, with its connections, source accounts and passcodes.",
  tags,
  request: { params: CompanyPath },
  responses: { 204: { description: "It is gone." }, ...usual },
});

/** The small businesses of an institution. */
export function companyRoutes(app: ApiApp, services: ApiServices) {
  const body = () => companyBody(services().env.PUBLIC_URL);

  app.openapi(create, async (c) => {
    const created = await services().companies.create(c.get("institutionId"), whole(c.req.valid("json")));
    return c.json(body()(created), 200);
  });

  app.openapi(list, async (c) => {
    const asked = c.req.valid("query");
    const read = readList(asked, companyField, COMPANY_ORDERS);
    if (!read.ok) return refusal(c, 400, read.problem);
    const tagged = asked.tags === undefined ? null : parseQuery(asked.tags, tagField);
    if (tagged && !tagged.ok) return refusal(c, 400, tagged.problem);
    const where = [...read.value.where, ...(tagged ? [tagged.value] : [])];
    const found = await services().companies.companies(c.get("institutionId"), { ...read.value, where });
    return c.json(pageBody("/companies", asked, found, body()), 200);
  });

  app.openapi(get, async (c) => {
    const { companyId } = c.req.valid("param");
    const found = await services().companies.company(c.get("institutionId"), companyId);
    return found ? c.json(body()(found), 200) : noCompany(c, companyId);
  });

  app.openapi(replace, async (c) => {
    const { companyId } = c.req.valid("param");
    const replaced = await services().companies.update(c.get("institutionId"), companyId, whole(c.req.valid("json")));
    return replaced ? c.json(body()(replaced), 200) : noCompany(c, companyId);
  });

  app.openapi(update, async (c) => {
    const { companyId } = c.req.valid("param");
    const given = Object.entries(c.req.valid("json")).filter(([, value]) => value !== null && value !== undefined);
    const change: Partial<CompanyDetails> = Object.fromEntries(given);
    const updated = await services().companies.update(c.get("institutionId"), companyId, change);
    return updated ? c.json(body()(updated), 200) : noCompany(c, companyId);
  });

  app.openapi(remove, async (c) => {
    const { companyId } = c.req.valid("param");
    const removed = await services().companies.remove(c.get("institutionId"), companyId);
    return removed ? c.body(null, 204) : noCompany(c, companyId);
  });
}

const whole = ({ name, description, tags }: z.output<typeof CompanyRequest>): CompanyDetails => ({
  name,
  description: description ?? null,
  tags: tags ?? {},
});
