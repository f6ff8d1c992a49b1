import { type SQL, sql } from "drizzle-orm";
import { type CompanyField, type ConnectionField, PLATFORM_NAME } from "../../company/company.ts";
import { companies, connections, sourceAccounts } from "../schema.ts";
import { type Compile, compareDate, compareId, compareText } from "./listing.ts";

const lastSync = (which: SQL) =>
  sql<Date | null>`(select max(${sourceAccounts.lastSyncAt}) from ${which})`.mapWith(sourceAccounts.lastSyncAt);

/** All that the API tells of connections and companies beyond their columns. */
export const connectionMoments = {
  modifiedDate: sql`coalesce(${connections.movedAt}, ${connections.createdAt})`,
  lastSync: lastSync(sql`${sourceAccounts} where ${sourceAccounts.connectionId} = ${connections.id}`),
  platformName: sql`${PLATFORM_NAME}::text`,
};
/** A connection as the API lists it. */
export const connectionColumns = {
  id: connections.id,
  companyId: connections.companyId,
  status: connections.status,
  createdAt: connections.createdAt,
  lastSyncAt: connectionMoments.lastSync,
};
/** Moments of the company itself; its connections are listed with their own. */
export const companyMoments = {
  modifiedDate: sql`coalesce(${companies.detailsChangedAt}, ${companies.createdAt})`,
  lastSync: lastSync(
    sql`${sourceAccounts} join ${connections} c on c.id = ${sourceAccounts.connectionId} where c.company_id = ${companies.id}`,
  ),
};

/** The columns behind the properties that a query may name. */
export const connectionSql: Compile<ConnectionField> = ({ name }, operator, value) => {
  switch (name) {
    case "id":
      return compareId(connections.id, operator, value);
    case "status":
      return compareText(connections.status, operator, value);
    case "created":
      return compareDate(connections.createdAt, operator, value);
    case "modifiedDate":
      return compareDate(connectionMoments.modifiedDate, operator, value);
    case "lastSync":
      return compareDate(connectionMoments.lastSync, operator, value);
    case "platformName":
      return compareText(connectionMoments.platformName, operator, value);
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
    case "modifiedDate":
      return compareDate(companyMoments.modifiedDate, operator, value);
    case "lastSync":
      return compareDate(companyMoments.lastSync, operator, value);
    case "tags":
      return compareText(sql`${companies.tags} ->> ${field.key ?? ""}::text`, operator, value);
    case "connectionId":
      return someConnection(connectionSql({ ...field, name: "id" }, operator, value));
    case "connectionStatus":
      return someConnection(connectionSql({ ...field, name: "status" }, operator, value));
    case "connectionCreated":
      return someConnection(connectionSql({ ...field, name: "created" }, operator, value));
    case "connectionModifiedDate":
      return someConnection(connectionSql({ ...field, name: "modifiedDate" }, operator, value));
    case "connectionLastSync":
      return someConnection(connectionSql({ ...field, name: "lastSync" }, operator, value));
    case "connectionPlatformName":
      return someConnection(connectionSql({ ...field, name: "platformName" }, operator, value));
  }
};

const someConnection = (condition: SQL) =>
  sql`exists (select 1 from ${connections} where ${connections.companyId} = ${companies.id} and ${condition})`;
