import { createRoute } from "@hono/zod-openapi";
import { CONNECTION_ORDERS, connectionField } from "../../company/company.ts";
import { unlinkConnection } from "../../company/unlink-connection.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { readList } from "../read-list.ts";
import { NOT_VALID, noCompany, noConnection, refusal } from "../refusal.ts";
import { Connection, ConnectionUpdate, connectionBody, NewConnection, SAGE_PLATFORM } from "../wire/connection.ts";
import { invalid, repeatable, usual, withBody } from "../wire/error.ts";
import { CompanyPath, ConnectionPath } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { ListParameters, pageBody, pageOf } from "../wire/paging.ts";

const tags = ["Connections"];
const connection = { 200: json(Connection, "The connection.") };

const create = createRoute({
  method: "post",
  path: "/companies/{companyId}/connections",
  operationId: "create-connection",
  summary: "Create a connection",
  description: "To Sage, with the platform key `olpr`; any other is answered 404. A company may have several.",
  tags,
  request: { params: CompanyPath, body: { required: true, ...json(NewConnection) } },
  responses: { ...connection, ...usual, ...withBody, ...repeatable },
});
const list = createRoute({
  method: "get",
  path: "/companies/{companyId}/connections",
  operationId: "list-connections",
  summary: "List connections",
  tags,
  request: { params: CompanyPath, query: ListParameters },
  responses: { 200: json(pageOf(Connection).openapi("Connections"), "A page of connections."), ...usual, ...invalid },
});
const get = createRoute({
  method: "get",
  path: "/companies/{companyId}/connections/{connectionId}",
  operationId: "get-connection",
  summary: "Get a connection",
  tags,
  request: { params: ConnectionPath },
  responses: { ...connection, ...usual },
});
const update = createRoute({
  method: "patch",
  path: "/companies/{companyId}/connections/{connectionId}",
  operationId: "unlink-connection",
  summary: "Unlink a connection",
  description: "Only `Unlinked` can be set, and only on a connection that is `Linked`. Its user may connect again.",
  tags,
  request: { params: ConnectionPath, body: { required: true, ...json(ConnectionUpdate) } },
  responses: { ...connection, ...usual, ...withBody, ...repeatable },
});
const remove = createRoute({
  method: "delete",
  path: "/companies/{companyId}/connections/{connectionId}",
  operationId: "delete-connection",
  summary: "Delete a connection",
  description: "For good, with its source accounts. Its Connection ID never works again.",
  tags,
  request: { params: ConnectionPath },
  responses: { 200: { description: "It is gone. The body is empty." }, ...usual },
});

/** A company's connections to Sage. */
export function connectionRoutes(app: ApiApp, services: ApiServices) {
  const body = () => connectionBody(services().env.PUBLIC_URL);

  app.openapi(create, async (c) => {
    const { companyId } = c.req.valid("param");
    const { platformKey } = c.req.valid("json");
    if (platformKey !== SAGE_PLATFORM) return refusal(c, 404, `The platform ${platformKey} is not supported.`);
    const created = await services().companyConnections.connect(c.get("institutionId"), companyId);
    return created ? c.json(body()(created), 200) : noCompany(c, companyId);
  });

  app.openapi(list, async (c) => {
    const { companyId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const read = readList(asked, connectionField, CONNECTION_ORDERS);
    if (!read.ok) return refusal(c, 400, read.problem);
    const found = await services().companyConnections.connections(c.get("institutionId"), companyId, read.value);
    if (!found) return noCompany(c, companyId);
    return c.json(pageBody(`/companies/${companyId}/connections`, asked, found, body()), 200);
  });

  app.openapi(get, async (c) => {
    const { companyId, connectionId } = c.req.valid("param");
    const found = await services().companyConnections.connection(c.get("institutionId"), companyId, connectionId);
    return found ? c.json(body()(found), 200) : noConnection(c, connectionId);
  });

  app.openapi(update, async (c) => {
    const { companyId, connectionId } = c.req.valid("param");
    if (c.req.valid("json").status !== "Unlinked")
      return refusal(c, 400, NOT_VALID, [{ itemId: "status", message: "can only be set to Unlinked" }]);
    const unlinked = await unlinkConnection(services(), c.get("institutionId"), companyId, connectionId);
    if (unlinked.ok) return c.json(body()(unlinked.value), 200);
    if (unlinked.problem === "connection-unknown") return noConnection(c, connectionId);
    return refusal(c, 400, "Only a connection that is Linked can be unlinked.");
  });

  app.openapi(remove, async (c) => {
    const { companyId, connectionId } = c.req.valid("param");
    const gone = await services().companyConnections.disconnect(c.get("institutionId"), companyId, connectionId);
    return gone ? c.body(null, 200) : noConnection(c, connectionId);
  });
}
