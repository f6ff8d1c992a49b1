import { createServer } from "node:http";
import next from "next";

/** The way `server.ts` starts Next, and nothing else of it. */
const port = Number(process.env.PORT);
const app = next({ dev: false, dir: import.meta.dirname, hostname: "localhost", port });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((req, res) => void handle(req, res));
server.listen(port, "localhost");
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(0));
