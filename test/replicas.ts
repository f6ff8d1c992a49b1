import { openPostgres } from "../lib/db/store/postgres.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { serveApi, testEnv } from "./api.ts";
import { needsOver, someKeys } from "./needs.ts";

/** Two applications on one PostgreSQL database, each with connections of its own. */
export async function twoReplicas(settings: Record<string, string> = {}) {
  const { url, drop } = await freshDatabase("replicas");
  const databases = [await openPostgres(url), await openPostgres(url)] as const;
  const keys = someKeys();
  const env = testEnv(settings);
  const [first, second] = [needsOver(databases[0], {}, keys), needsOver(databases[1], {}, keys)];
  return {
    needs: first,
    env,
    urls: [await serveApi(first, env), await serveApi(second, env)] as const,
    passMinutes(minutes: number) {
      first.passMinutes(minutes);
      second.passMinutes(minutes);
    },
    async close() {
      for (const database of databases) await database.close();
      await drop();
    },
  };
}
