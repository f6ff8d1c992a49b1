/** Every table of the store, by what it is about. */

export * from "./schema/connections.ts";
export * from "./schema/console.ts";
export * from "./schema/feed.ts";
export * from "./schema/institutions.ts";
export * from "./schema/journeys.ts";
export * from "./schema/links.ts";
export * from "./schema/traffic.ts";
export * from "./schema/webhooks.ts";
