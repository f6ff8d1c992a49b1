import { type SQL, sql } from "drizzle-orm";
import type { CompanyField, ConnectionField } from "../company/company.ts";
import { type Compile, compareDate, compareId, compareText } from "./listing.ts";
import { companies, connections } from "./schema.ts";

/** What the properties that a query may name are in the database. */
export const connectionSql: Compile<ConnectionField> = ({ name }, operator, value) => {
  switch (name) {
    case "id":
      return compareId(connections.id, operator, value);
    case "status":
      return compareText(connections.status, operator, value);
    case "created":
      return compareDate(connections.createdAt, operator, value);
  }
};

export const companySql: Compile<CompanyField> = (field, operator, value) => {
  switch (field.name) {
    case "id":
      return compareId(companies.id, operator, value);
    case "name":
      return compareText(companies.name, operator, value);
    case "description":
      return compareText(companies.description, operator, value);
    case "created":
      return compareDate(companies.createdAt, operator, value);
    case "tags":
      return compareText(sql`${companies.tags} ->> ${field.key ?? ""}::text`, operator, value);
    case "connectionId":
      return someConnection(connectionSql({ ...field, name: "id" }, operator, value));
    case "connectionStatus":
      return someConnection(connectionSql({ ...field, name: "status" }, operator, value));
    case "connectionCreated":
      return someConnection(connectionSql({ ...field, name: "created" }, operator, value));
  }
};

const someConnection = (condition: SQL) =>
  sql`exists (select 1 from ${connections} where ${connections.companyId} = ${companies.id} and ${condition})`;
