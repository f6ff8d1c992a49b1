import { CONNECTION_STATUSES, type Connection } from "../connection/connection.ts";
import type { ListQuery, Page } from "../listing/page.ts";
import type { Resolver } from "../listing/query.ts";

/** A small business as its institution writes about it. */
export type CompanyDetails = { name: string; description: string | null; tags: Record<string, string> };

export type ListedConnection = Pick<Connection, "id" | "companyId" | "status"> & {
  createdAt: Date;
  /** When bank transactions of one of its accounts reached Sage last. */
  lastSyncAt: Date | null;
};
export type ListedCompany = CompanyDetails & { id: string; createdAt: Date; connections: ListedConnection[] };

export type CompanyField =
  | "id"
  | "name"
  | "description"
  | "created"
  | "modifiedDate"
  | "lastSync"
  | "tags"
  | "connectionId"
  | "connectionStatus"
  | "connectionCreated"
  | "connectionModifiedDate"
  | "connectionLastSync"
  | "connectionPlatformName";
export const COMPANY_ORDERS = ["name", "created", "modifiedDate", "lastSync", "id", "description"] as const;
export type CompanyQuery = ListQuery<CompanyField, (typeof COMPANY_ORDERS)[number]>;

/** Properties that a query on companies may name. One fitting connection of several is enough. */
export const companyField: Resolver<CompanyField> = (written) => {
  const tag = /^tags\.(.+)$/is.exec(written)?.[1];
  if (tag) return tagField(tag);
  switch (written.toLowerCase()) {
    case "id":
      return { name: "id", kind: "id" };
    case "name":
      return { name: "name", kind: "text" };
    case "description":
      return { name: "description", kind: "text" };
    case "created":
      return { name: "created", kind: "date" };
    case "modifieddate":
      return { name: "modifiedDate", kind: "date" };
    case "lastsync":
      return { name: "lastSync", kind: "date" };
    case "dataconnections.id":
      return { name: "connectionId", kind: "id" };
    case "dataconnections.status":
      return { name: "connectionStatus", kind: "text", values: CONNECTION_STATUSES };
    case "dataconnections.created":
      return { name: "connectionCreated", kind: "date" };
    case "dataconnections.modifieddate":
      return { name: "connectionModifiedDate", kind: "date" };
    case "dataconnections.lastsync":
      return { name: "connectionLastSync", kind: "date" };
    case "dataconnections.platformname":
      return { name: "connectionPlatformName", kind: "text" };
    default:
      return null;
  }
};

/** The `tags` parameter names the tags alone. */
export const tagField = (key: string) => ({ name: "tags", kind: "text", key }) as const;

/** The name of every connection's platform: there is one. */
export const PLATFORM_NAME = "SageBankFeed";

export type ConnectionField = "id" | "status" | "created" | "modifiedDate" | "lastSync" | "platformName";
export const CONNECTION_ORDERS = ["created", "modifiedDate", "lastSync", "status", "platformName", "id"] as const;
export type ConnectionQuery = ListQuery<ConnectionField, (typeof CONNECTION_ORDERS)[number]>;

export const connectionField: Resolver<ConnectionField> = (written) => {
  switch (written.toLowerCase()) {
    case "id":
      return { name: "id", kind: "id" };
    case "status":
      return { name: "status", kind: "text", values: CONNECTION_STATUSES };
    case "created":
      return { name: "created", kind: "date" };
    case "modifieddate":
      return { name: "modifiedDate", kind: "date" };
    case "lastsync":
      return { name: "lastSync", kind: "date" };
    case "platformname":
      return { name: "platformName", kind: "text" };
    default:
      return null;
  }
};

/** Companies as the institution sees them: every question is asked on behalf of one. */
export interface CompanyStore {
  create(institutionId: string, details: CompanyDetails): Promise<ListedCompany>;
  company(institutionId: string, companyId: string): Promise<ListedCompany | null>;
  companies(institutionId: string, query: CompanyQuery): Promise<Page<ListedCompany>>;
  /** Writes what is given and leaves the rest; null when the institution has no such company. */
  update(institutionId: string, companyId: string, change: Partial<CompanyDetails>): Promise<ListedCompany | null>;
  /** Removes the company with all that belongs to it; false when the institution has none of that id. */
  remove(institutionId: string, companyId: string): Promise<boolean>;
}

/** A company's connections, seen alike. */
export interface CompanyConnectionStore {
  /** A new connection, which waits for its user; null when the institution has no such company. */
  connect(institutionId: string, companyId: string): Promise<ListedConnection | null>;
  connection(institutionId: string, companyId: string, connectionId: string): Promise<ListedConnection | null>;
  /** Null when the institution has no such company. */
  connections(institutionId: string, companyId: string, query: ConnectionQuery): Promise<Page<ListedConnection> | null>;
  /** Unlinks a connection; false when it has another status by now. */
  unlinkConnection(connection: ListedConnection, institutionId: string): Promise<boolean>;
  /** Removes the connection with all that belongs to it; false when the company has none of that id. */
  disconnect(institutionId: string, companyId: string, connectionId: string): Promise<boolean>;
}
