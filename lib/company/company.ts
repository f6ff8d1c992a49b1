import { CONNECTION_STATUSES, type Connection, type ConnectionStatus } from "../connection/connection.ts";
import type { ListQuery, Page } from "../listing/page.ts";
import type { Resolver } from "../listing/query.ts";

/** What an institution writes about one of its small businesses. */
export type CompanyDetails = { name: string; description: string | null; tags: Record<string, string> };

export type ListedConnection = Pick<Connection, "id" | "companyId" | "status"> & { createdAt: Date };
export type ListedCompany = CompanyDetails & { id: string; createdAt: Date; connections: ListedConnection[] };

export type CompanyField =
  | "id"
  | "name"
  | "description"
  | "created"
  | "tags"
  | "connectionId"
  | "connectionStatus"
  | "connectionCreated";
export const COMPANY_ORDERS = ["name", "created", "id", "description"] as const;
export type CompanyQuery = ListQuery<CompanyField, (typeof COMPANY_ORDERS)[number]>;

/** Properties that a query on companies may name. Of an array of connections it is enough that one fits. */
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
    case "dataconnections.id":
      return { name: "connectionId", kind: "id" };
    case "dataconnections.status":
      return { name: "connectionStatus", kind: "text", values: CONNECTION_STATUSES };
    case "dataconnections.created":
      return { name: "connectionCreated", kind: "date" };
    default:
      return null;
  }
};

/** The `tags` parameter names the tags alone. */
export const tagField = (key: string) => ({ name: "tags", kind: "text", key }) as const;

export type ConnectionField = "id" | "status" | "created";
export const CONNECTION_ORDERS = ["created", "status", "id"] as const;
export type ConnectionQuery = ListQuery<ConnectionField, (typeof CONNECTION_ORDERS)[number]>;

export const connectionField: Resolver<ConnectionField> = (written) => {
  switch (written.toLowerCase()) {
    case "id":
      return { name: "id", kind: "id" };
    case "status":
      return { name: "status", kind: "text", values: CONNECTION_STATUSES };
    case "created":
      return { name: "created", kind: "date" };
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
  /** Moves a connection from one status to another; false when it does not have the first (any more). */
  moveConnection(connection: ListedConnection, institutionId: string, to: ConnectionStatus): Promise<boolean>;
  /** Removes the connection with all that belongs to it; false when the company has none of that id. */
  disconnect(institutionId: string, companyId: string, connectionId: string): Promise<boolean>;
}
