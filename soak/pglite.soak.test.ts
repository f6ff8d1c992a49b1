import { soakOn } from "./feed.ts";

soakOn("pglite");
