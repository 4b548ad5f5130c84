// The arrows of docs/architecture.md. Each rule is a sentence; its comment says why. There are no exceptions.

/** Folders whose code is the product. */
const PRODUCT = "^(app|operations|workers|boot|domain|shopify|providers|platform)/";
const TEST = "[.]test[.]tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "nothing-depends-on-itself-in-a-circle",
      comment: "A circle is one file in several pieces: none can be read, tested or moved alone.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "the-domain-knows-only-the-platform-and-pure-packages",
      comment:
        "The rules of the business must read the same whoever calls them and whichever framework, store or provider is in fashion.",
      severity: "error",
      from: { path: "^domain/", pathNot: TEST },
      to: { path: "^(app|operations|workers|boot|shopify|providers|sim|test|bench|rehearsal|bin)/" },
    },
    {
      name: "the-domain-renders-nothing-and-calls-no-vendor",
      comment:
        "React, Remix, Shopify's, Twilio's and BullMQ's packages belong to the entry points (app, workers) and the drivers; the domain gets functions.",
      severity: "error",
      from: { path: "^domain/" },
      to: { path: "node_modules/(react|react-dom|@remix-run|@shopify|bullmq|twilio|recharts)/" },
    },
    {
      name: "shopify-and-providers-do-not-import-app-or-workers",
      comment: "They translate between the outside and the domain's types; who calls them is none of their business.",
      severity: "error",
      from: { path: "^(shopify|providers)/", pathNot: TEST },
      to: { path: "^(app|workers|boot|sim|test|bench|rehearsal|bin)/" },
    },
    {
      name: "boot-does-not-import-app-or-workers",
      comment:
        "Boot opens what every process runs on. App and workers take it from there; boot does not know what they do with it.",
      severity: "error",
      from: { path: "^boot/", pathNot: TEST },
      to: { path: "^(app|workers|sim|test|bench|rehearsal|bin)/" },
    },
    {
      name: "only-boot-knows-the-providers",
      comment:
        "A provider is opened in one place for every process. The rest of the product knows the contract alone, so a new provider changes nothing there.",
      severity: "error",
      from: { pathNot: [TEST, "^(boot|providers|test)/"] },
      to: { path: "^providers/" },
    },
    {
      name: "shopify-and-providers-take-only-types-from-the-domain",
      comment:
        "The consumer owns the contract and the driver fulfils it; a driver that calls a verb has business logic in it.",
      severity: "error",
      from: { path: "^(shopify|providers)/", pathNot: TEST },
      to: { path: "^domain/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "shopify-and-providers-do-not-know-each-other",
      comment: "A store platform or an SMS provider is added or dropped without touching the other side.",
      severity: "error",
      from: { path: "^(shopify|providers)/" },
      to: { path: "^(shopify|providers)/", pathNot: "^$1/" },
    },
    {
      name: "the-platform-knows-only-packages",
      comment: "Plumbing has no business words; it could serve another product.",
      severity: "error",
      from: { path: "^platform/", pathNot: TEST },
      to: { path: "^(app|operations|workers|boot|domain|shopify|providers|sim|test|bench|rehearsal|bin)/" },
    },
    {
      name: "the-panel-stands-apart-from-the-merchants-app",
      comment:
        "The operators' panel shares no page, component or authentication with the merchants' app, which only lists its routes and hands it its context.",
      severity: "error",
      from: { path: "^operations/", pathNot: TEST },
      to: { path: "^(app|workers|shopify|providers|sim|test|bench|rehearsal|bin)/" },
    },
    {
      name: "only-the-web-process-knows-the-panel",
      comment:
        "app/routes.ts lists the panel's routes, app/pages opens its context, and nothing else of the app uses it.",
      severity: "error",
      from: { pathNot: [TEST, "^(operations|test|bin)/", "^app/(routes|load-context|pages/open)[.]ts$"] },
      to: { path: "^operations/" },
    },
    {
      name: "only-platform-queue-knows-bullmq",
      comment:
        "Jobs go through one module: the queue behind it can be replaced without changing the callers. A baseline of the benchmarks is another program, which uses it the ordinary way.",
      severity: "error",
      from: { pathNot: "^(platform/queue|bench/baselines)/" },
      to: { path: "node_modules/bullmq/" },
    },
    {
      name: "app-and-workers-do-not-import-each-other",
      comment: "Web and workers are started apart and scaled apart; what both need is the domain's.",
      severity: "error",
      from: { path: "^(app|workers)/" },
      to: { path: "^(app|workers)/", pathNot: "^$1/" },
    },
    {
      name: "no-module-imports-app-or-workers",
      comment: "app/ and workers/ hold no shared code; a test reaches them as the outside does, or stands beside them.",
      severity: "error",
      from: { path: "^(domain|shopify|providers|platform|sim)/" },
      to: { path: "^(app|workers)/" },
    },
    {
      name: "the-product-never-imports-the-simulated-world",
      comment: "The simulators are the outside; the product talks to them over HTTP as to the real thing.",
      severity: "error",
      from: { path: PRODUCT, pathNot: TEST },
      to: { path: "^sim/" },
    },
    {
      name: "the-simulated-world-knows-nothing-of-the-product",
      comment: "An imitation built on our own code would agree with our own mistakes.",
      severity: "error",
      from: { path: "^sim/", pathNot: TEST },
      to: { path: "^(app|workers|boot|domain|shopify|providers|platform|test|bench|rehearsal|bin)/" },
    },
    {
      name: "the-simulated-world-is-imported-by-its-package-name",
      comment: "sim/ is a package of its own: its exports in sim/package.json are what others may use of it.",
      severity: "error",
      from: { pathNot: "^sim/" },
      to: { path: "^sim/", dependencyTypesNot: ["aliased-workspace"] },
    },
    {
      name: "the-product-never-imports-its-tests-or-tools",
      comment: "What is shipped must run without what is not.",
      severity: "error",
      from: { path: PRODUCT, pathNot: TEST },
      to: { path: "^(test|bench|rehearsal|bin)/" },
    },
    {
      name: "in-the-domain-nobody-calls-up-from-the-people",
      comment: "Arrows follow the data: subscribers and shops are beneath everything that happens to them.",
      severity: "error",
      from: { path: "^domain/(shops|subscribers)/", pathNot: TEST },
      to: {
        path: "^domain/(intake|campaigns|flows|conversations|messages|compliance|senders|links|consent|spending|carriers|segments|imports|exports|attribution|analytics|billing|operations)/",
      },
    },
    {
      name: "in-the-domain-shops-are-at-the-bottom",
      comment: "A shop exists before its subscribers do.",
      severity: "error",
      from: { path: "^domain/shops/", pathNot: TEST },
      to: { path: "^domain/subscribers/" },
    },
    {
      name: "in-the-domain-what-messages-use-does-not-know-messages",
      comment:
        "Compliance, senders, links, consent, spending and carriers answer questions about a text; they don't send one.",
      severity: "error",
      from: { path: "^domain/(compliance|senders|links|consent|spending|carriers)/", pathNot: TEST },
      to: { path: "^domain/(intake|campaigns|flows|conversations|messages|attribution|analytics|billing|operations)/" },
    },
    {
      name: "in-the-domain-messages-ask-their-source-and-do-not-know-it",
      comment:
        "domain/messages/source.ts declares what a flow, a campaign or a conversation must answer; the worker passes them in.",
      severity: "error",
      from: { path: "^domain/messages/", pathNot: TEST },
      to: {
        path: "^domain/(intake|dispatch|campaigns|flows|conversations|segments|attribution|analytics|billing|operations)/",
      },
    },
    {
      name: "in-the-domain-sources-of-texts-do-not-know-each-other",
      comment: "Campaigns, flows and conversations are three ways to make messages, none built on another.",
      severity: "error",
      from: { path: "^domain/(campaigns|flows|conversations)/", pathNot: TEST },
      to: { path: "^domain/(campaigns|flows|conversations)/", pathNot: "^domain/$1/" },
    },
    {
      name: "in-the-domain-segments-know-only-subscribers",
      comment: "An audience is a question about subscribers.",
      severity: "error",
      from: { path: "^domain/segments/", pathNot: TEST },
      to: {
        path: "^domain/(intake|campaigns|flows|conversations|messages|compliance|senders|links|attribution|analytics|billing|operations)/",
      },
    },
    {
      name: "in-the-domain-imports-know-people-and-their-consent",
      comment:
        "A file says who somebody is and what they agreed to; whoever texts them need not know that there was one.",
      severity: "error",
      from: { path: "^domain/imports/", pathNot: TEST },
      to: {
        path: "^domain/(intake|campaigns|flows|conversations|messages|compliance|senders|links|segments|attribution|analytics|billing|operations)/",
      },
    },
    {
      name: "in-the-domain-only-its-sources-import-intake",
      comment:
        "Intake sits on top and calls any of the others; nothing calls up. The reconciler is a source too: it hands intake what never arrived. The sweep asks every noun what is due.",
      severity: "error",
      from: { path: "^domain/", pathNot: [TEST, "^domain/(intake|reconciliation|sweep)/"] },
      to: { path: "^domain/intake/" },
    },
    {
      name: "in-the-domain-reports-are-imported-by-no-one",
      comment:
        "Attribution, analytics, billing and operations read what they report on. Intake, on top, hands them news; settings asks each room to check its own; control acts on what operations tells.",
      severity: "error",
      from: { path: "^domain/(?!intake/|settings/|control/)([^/]+)/", pathNot: TEST },
      to: { path: "^domain/(attribution|analytics|billing|forecast|operations)/", pathNot: "^domain/$1/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|[.]data|coverage|vendor)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
