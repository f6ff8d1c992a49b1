import { ok, type Result, refuse } from "../result.ts";
import type { CompanyConnectionStore, ListedConnection } from "./company.ts";

export type UnlinkProblem = "connection-unknown" | "never-linked";

/** Takes a linked connection out of use until its user reconnects it. A second call changes nothing. */
export async function unlinkConnection(
  { companyConnections }: { companyConnections: CompanyConnectionStore },
  institutionId: string,
  companyId: string,
  connectionId: string,
): Promise<Result<ListedConnection, UnlinkProblem>> {
  // Twice, because the user may connect at this moment.
  for (let round = 0; round < 2; round++) {
    const connection = await companyConnections.connection(institutionId, companyId, connectionId);
    if (!connection) return refuse("connection-unknown");
    if (connection.status === "Unlinked") return ok(connection);
    if (connection.status !== "Linked") return refuse("never-linked");
    if (await companyConnections.unlinkConnection(connection, institutionId))
      return ok({ ...connection, status: "Unlinked" });
  }
  return refuse("connection-unknown");
}
