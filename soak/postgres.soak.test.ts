import { soakOn } from "./feed.ts";

soakOn("postgres");
