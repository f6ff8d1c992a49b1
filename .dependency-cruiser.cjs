/** Which folder may import which (docs/architecture.md shows it as a picture). Tests may import what they like. */

const TESTS = "^(test|soak|simulation)/|\\.test\\.tsx?$";
const CORE = "^lib/(journey|connection|company|institution|link|listing|console|feed)/";
const ADAPTERS = "^lib/(db|sage|jobs)/";
const NEXT = "^node_modules/(next|next-intl|next-auth|server-only)/";

/** Nothing in `from` imports anything in `to`. */
const never = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** Nothing in `folder` imports project or npm code other than `allowed`. */
const only = (name, comment, folder, allowed) =>
  never(name, comment, { path: folder, pathNot: TESTS }, { pathNot: allowed });

module.exports = {
  forbidden: [
    never("no-circular", "A circle has no first file to read.", {}, { circular: true }),
    never("resolvable", "An import nobody can find is an arrow nobody checks.", {}, { couldNotResolve: true }),
    never(
      "nothing-imports-server",
      "server.ts puts the parts together and is no part itself.",
      {},
      { path: "^server\\.ts$" },
    ),

    only("core-is-pure", "Values and rules: no store, no HTTP, no framework.", CORE, [
      CORE,
      "^lib/(calendar-day|result|paths|speakable|ports)\\.ts$",
      "^node_modules/(@types/)?(zod|culori|big.js)/",
      "^(node:)?crypto$",
    ]),
    never(
      "journeys-know-no-link-page",
      "A journey works without the page that may have begun it.",
      { path: "^lib/journey/", pathNot: TESTS },
      { path: "^lib/link/" },
    ),
    never(
      "adapters-know-the-core-alone",
      "One adapter can be swapped without opening another.",
      { path: ADAPTERS, pathNot: TESTS },
      { path: "^lib/(web|api|services\\.ts)", dependencyTypesNot: ["type-only"] },
    ),
    ...["db", "sage", "jobs"].map((adapter) =>
      never(
        `${adapter}-knows-no-other-adapter`,
        "Adapters meet in services.ts and server.ts.",
        { path: `^lib/${adapter}/`, pathNot: TESTS },
        { path: ADAPTERS, pathNot: `^lib/${adapter}/`, dependencyTypesNot: ["type-only"] },
      ),
    ),
    never(
      "doors-know-no-adapter",
      "Only compose.ts knows which adapter is real. What Sage sends is read at its door.",
      { path: "^(app|components|lib/(web|api))/", pathNot: TESTS },
      { path: ADAPTERS, pathNot: "^lib/sage/notification\\.ts$" },
    ),
    never(
      "lib-knows-no-pages",
      "lib serves pages, it does not draw them.",
      { path: "^lib/" },
      { path: "^(app|components)/" },
    ),
    never(
      "next-stays-in-web",
      "The rest of lib must run in Node, tests and jobs without Next.",
      { path: "^lib/", pathNot: ["^lib/web/", TESTS] },
      { path: NEXT },
    ),

    never(
      "components-take-props",
      "Components get data and actions as props: only types and addresses come from lib.",
      { path: "^components/", pathNot: TESTS },
      { path: "^(lib|app)/", pathNot: "^lib/paths\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    never(
      "ui-knows-nothing-of-banks",
      "components/ui could be lifted into another product.",
      { path: "^components/ui/" },
      { path: "^(lib|app|components)/", pathNot: "^components/ui/" },
    ),

    never(
      "sandbox-stays-outside",
      "The sandbox plays the other side and is never part of the product.",
      { pathNot: ["^(sandbox|scripts|e2e)/", TESTS] },
      { path: "^sandbox/" },
    ),
    never(
      "sandbox-knows-only-the-wire",
      "Sharing our code it would share our mistakes.",
      { path: "^sandbox/", pathNot: TESTS },
      { path: "^(lib|app|components)/" },
    ),
    never(
      "tools-stay-outside",
      "Scripts and tests use the product, never the other way round.",
      { path: "^(app|components|lib|sandbox)/|^server\\.ts$", pathNot: TESTS },
      { path: "^(scripts|e2e)/" },
    ),
    never(
      "test-helpers-stay-in-tests",
      "Helpers that make tests easy make products fragile.",
      { pathNot: [TESTS, "^e2e/"] },
      { path: "^test/" },
    ),
    never(
      "no-dev-packages-in-production",
      "The image is pruned of devDependencies.",
      { path: "^(app|components|lib)/|^server\\.ts$", pathNot: TESTS },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|next-env\\.d\\.ts)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      conditionNames: ["import", "node", "types", "default"],
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types"],
    },
  },
};
