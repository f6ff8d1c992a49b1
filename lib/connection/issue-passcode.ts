import type { Clock, Limits } from "../ports.ts";
import { ok, type Result, refuse } from "../result.ts";
import { hashPasscode, mintPasscode } from "./passcode.ts";
import type { ConnectionReader, ConnectionStore } from "./ports.ts";

export type IssueProblem = { code: "connection-unknown" } | { code: "wait"; waitSeconds: number };

/**
 * Makes a fresh one-time password for a connection; the one before dies, and with it the count of wrong tries.
 * The password is in the answer and nowhere else.
 */
export async function issuePasscode(
  needs: {
    connections: Pick<ConnectionReader, "connection"> & ConnectionStore;
    limits: Limits;
    clock: Clock;
    passcodeKey: Uint8Array;
    passcodeMinutes: number;
  },
  institutionId: string,
  connectionId: string,
  by: "institution" | "support" = "institution",
): Promise<Result<{ passcode: string; expiresAt: Date }, IssueProblem>> {
  const connection = await needs.connections.connection(institutionId, connectionId);
  if (!connection) return refuse({ code: "connection-unknown" });
  const allowed = await needs.limits.spend("passcode-issue", connection.id);
  if (!allowed.allowed) return refuse({ code: "wait", waitSeconds: allowed.waitSeconds });
  const passcode = mintPasscode();
  const createdAt = needs.clock();
  const expiresAt = new Date(createdAt.getTime() + needs.passcodeMinutes * 60_000);
  const hash = hashPasscode(needs.passcodeKey, connection.id, passcode);
  await needs.connections.replacePasscode(
    { institutionId, connectionId: connection.id, hash, createdAt, expiresAt },
    by,
  );
  await needs.limits.clear("passcode-connection", `${institutionId}:${connection.id}`);
  return ok({ passcode, expiresAt });
}
