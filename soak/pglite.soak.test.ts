import { soakOn } from "./soak.ts";

soakOn("pglite");
