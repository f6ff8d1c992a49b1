import manifest from "../package.json" with { type: "json" };

/** Which version this is, as package.json says: three numbers with dots. */
export const VERSION: string = manifest.version;
