import { beforeEach, expect, test } from "vitest";
import { recordBeat, thisProcess } from "#domain/operations/processes/beat";
import { allows, ROLES } from "#domain/operators/roles";
import { type ActionName, actions } from "#operations/actions/index";
import { tokenCipher } from "#platform/token-cipher";
import { anOperator } from "../factories/operator.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { FERNHILL, openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";
import { type PanelVisit, visitPanel } from "./panel-visit.ts";

// Everything that the operators' panel does, over HTTP: each action has its line in this table, or the first test fails.

const { build } = await pagesBuild();
const world = await openStory({ build, hasWorker: false });
const { ctx, config, web } = world;
const worker = thisProcess("worker", ["import"]);

/** What each action is done to here, what it says, and what the audit log then has. */
const TABLE: Record<ActionName, { target?: Record<string, string>; says: RegExp; audit?: [string, string] }> = {
  "pause-class": { target: { name: "campaign" }, says: /is paused/, audit: ["pause", "class campaign"] },
  "resume-class": { target: { name: "campaign" }, says: /was not paused/ },
  "pause-queue": { target: { name: "import" }, says: /is paused/, audit: ["pause", "queue import"] },
  "resume-queue": { target: { name: "import" }, says: /was not paused/ },
  "pause-shop": { target: { name: FERNHILL }, says: /is paused/, audit: ["pause", `shop ${FERNHILL}`] },
  "resume-shop": { target: { name: FERNHILL }, says: /was not paused/ },
  "pause-provider": { target: { name: "twilio" }, says: /is paused/, audit: ["pause", "provider twilio"] },
  "resume-provider": { target: { name: "twilio" }, says: /was not paused/ },
  "stop-marketing": { says: /All marketing is stopped/, audit: ["stop-marketing", "all marketing"] },
  "start-marketing": { says: /Marketing was not stopped/ },
  drain: { target: { id: worker.id }, says: /takes nothing new/, audit: ["drain", `process ${worker.id}`] },
  restart: { target: { id: worker.id }, says: /finishes and then exits/, audit: ["restart", `process ${worker.id}`] },
  "resume-process": { target: { id: worker.id }, says: /takes work already/ },
  "retry-dead": { says: /None is dead any more/ },
  "discard-dead": { says: /None is dead any more/ },
  "mark-sent": { says: /No text has a final unknown outcome/ },
  "mark-not-sent": { says: /No text has a final unknown outcome/ },
  "set-flag": {
    target: { name: "reconcile.pages", value: "20", percent: "50" },
    says: /is 20 for 50 % of the shops/,
    audit: ["set-flag", "flag reconcile.pages"],
  },
  "clear-flag": { target: { name: "reconcile.pages" }, says: /was not set/ },
  "add-operator": {
    target: { name: "grace", role: "reader" },
    says: /grace is added/,
    audit: ["operator-added", "grace"],
  },
  "set-role": {
    target: { name: "ruth", role: "operator" },
    says: /is now an operator/,
    audit: ["role-changed", "ruth"],
  },
  "disable-operator": { target: { name: "ruth" }, says: /ruth is disabled/, audit: ["operator-disabled", "ruth"] },
  "enable-operator": { target: { name: "ruth" }, says: /isn’t disabled/ },
  "reset-operator": { target: { name: "ruth" }, says: /has new credentials/, audit: ["operator-reset", "ruth"] },
  "unlock-operator": { target: { name: "ruth" }, says: /isn’t locked/ },
  "end-sessions": { target: { name: "ruth" }, says: /isn’t logged in/ },
};
const names = Object.keys(actions) as ActionName[];
const addressOf = (name: ActionName) => `/operations/act/${name}?${new URLSearchParams(TABLE[name].target ?? {})}`;
const because = "a test of the panel";

const cipher = tokenCipher(config.ENCRYPTION_KEYS);
let visit: PanelVisit;

beforeEach(async () => {
  await emptyDatabase();
  await anOperator(ctx, { name: "ruth", role: "reader", cipher });
  visit = visitPanel(web.url);
  await visit.logIn(await anOperator(ctx, { name: "ada", cipher }));
  await recordBeat(ctx.db, worker);
  await ctx.db.everyShop.shop.create({
    data: { id: "0193a000-0000-7000-8000-000000000001", domain: FERNHILL, createdAt: ctx.clock.now() },
  });
});

test("every action of the panel stands in this test", () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(names));
});

test.each(names)("%s says what it will do, asks why, does it once, and says so", async (name) => {
  const { says, audit } = TABLE[name];
  const page = await visit.get(addressOf(name));
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/<li>[A-Z][^<]{20,}<\/li>/);
  const unexplained = await visit.post(addressOf(name));
  if (actions[name].needsReason)
    expect([unexplained.status, unexplained.text.includes("Say why")]).toEqual([422, true]);
  const done = actions[name].needsReason ? await visit.post(addressOf(name), { because }) : unexplained;
  const answer = done.status === 303 ? await visit.get(done.headers.get("Location") ?? "") : done;
  expect(answer.status).toBe(200);
  expect(answer.text).toMatch(says);
  const events = await ctx.db.prisma.operatorEvent.findMany({ where: { operator: "ada", action: { not: "login" } } });
  expect(events.map((event) => [event.action, event.target, event.because])).toEqual(
    audit ? [[...audit, because]] : [],
  );
});

test.each(ROLES)("a %s sees the buttons of the role and is refused the others", async (role) => {
  const other = visitPanel(web.url);
  await other.logIn(await anOperator(ctx, { name: "eve", role, cipher }));
  const before = await ctx.db.prisma.operatorEvent.count();
  for (const name of names.filter((it) => !allows(role, actions[it].needs))) {
    expect((await other.get(addressOf(name))).status, name).toBe(403);
    expect((await other.post(addressOf(name), { because })).status, name).toBe(403);
  }
  expect(await ctx.db.prisma.operatorEvent.count()).toBe(before);
  const shown = new Set<string>();
  for (const path of [
    "",
    "/processes",
    "/queues",
    "/shops",
    "/providers",
    "/dead",
    "/unknowns",
    "/flags",
    "/operators",
  ])
    for (const [, name = ""] of (await other.get(`/operations${path}`)).text.matchAll(/\/operations\/act\/([\w-]+)/g))
      shown.add(name);
  if (role === "reader") expect([...shown]).toEqual([]);
  else
    expect([...shown]).toEqual(
      expect.arrayContaining(["pause-class", "pause-queue", "drain", "restart", "stop-marketing"]),
    );
  expect(shown.has("set-role")).toBe(role === "owner");
});

test("what was paused can be resumed where it is shown", async () => {
  for (const name of ["pause-class", "pause-queue", "pause-shop", "pause-provider", "stop-marketing", "drain"] as const)
    await visit.post(addressOf(name), { because });
  const overview = await visit.get("/operations");
  for (const name of ["resume-class", "resume-queue", "resume-shop", "resume-provider", "start-marketing"] as const) {
    const link = new RegExp(`href="(/operations/act/${name}[^"]*)"`).exec(overview.text)?.[1]?.replaceAll("&amp;", "&");
    expect((await visit.post(link ?? "", { because })).status, name).toBe(303);
  }
  expect((await visit.get("/operations")).text).toContain("Nothing is paused.");
  expect((await visit.get("/operations/processes")).text).toContain("Take work again");
});

test("what isn't there is named, and nothing is done", async () => {
  for (const address of [
    "pause-class?name=x",
    "pause-queue?name=intake-inbound",
    "drain?id=x",
    "set-role?name=ruth&role=king",
  ])
    expect((await visit.get(`/operations/act/${address}`)).status, address).toBe(422);
  for (const address of ["pause-shop?name=nowhere", "pause-provider?name=x", "unlock-operator?name=x"])
    expect((await visit.post(`/operations/act/${address}`, { because })).status, address).toBe(422);
  for (const address of ["no-such-action", "constructor", "toString"])
    expect((await visit.get(`/operations/act/${address}`)).status, address).toBe(404);
});

test("words from outside are shown as words", async () => {
  const evil = '<img src=x onerror=alert(1)>"';
  await visit.post("/operations/act/pause-class?name=campaign", { because: evil });
  for (const path of ["/operations", "/operations/queues", "/operations/audit"]) {
    const { text } = await visit.get(path);
    expect(text, path).not.toContain("<img");
    expect(text, path).toContain("&lt;img src=x");
  }
});
