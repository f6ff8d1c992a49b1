import { soakOn } from "./soak.ts";

soakOn("postgres");
