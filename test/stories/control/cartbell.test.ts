import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { lookTopics } from "#domain/control/looks/looks";
import { retryTopics } from "#domain/control/looks/try-again";
import { recordBeat, thisProcess } from "#domain/operations/processes/beat";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { parseCommand } from "../../../bin/cartbell/parse.ts";
import { aContext } from "../../factories/context.ts";
import { aSender } from "../../factories/sender.ts";
import { aShop } from "../../factories/shop.ts";
import { emptyDatabase } from "../../setup/per-worker.ts";
import { environment } from "../worker-process.ts";

const MAIN = fileURLToPath(new URL("../../../bin/cartbell/main.ts", import.meta.url));
const ctx = aContext();
const { db } = ctx;
const by = { operator: "shell:test" };
beforeEach(emptyDatabase);

/** As from a shell, in a process of its own. */
function cartbell(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const { CLOCK_URL: _, ...env } = environment({ carrier: "http://127.0.0.1:9", clock: "" });
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, MAIN, ...words], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

/** The same without a process. */
async function run(...words: string[]) {
  const asked = parseCommand(words);
  if (asked.kind !== "run") throw new Error("That is a question for help.");
  return asked.command.run(ctx, { ...asked.input, by });
}

test("an operator pauses a class from a shell, by name and with a reason, and it says what happened", async () => {
  const paused = await cartbell("pause", "class", "campaign", "--because", "a wrong price");
  expect(paused).toEqual({ code: 0, out: "class campaign is paused.\n", err: "" });
  const again = await cartbell("pause", "class", "campaign", "--json");
  expect(JSON.parse(again.out)).toEqual({ hasChanged: false, sentence: "class campaign was paused already." });
  expect(await readOperatorEvents(db)).toMatchObject([
    { operator: `shell:${userInfo().username}`, action: "pause", target: "class campaign", because: "a wrong price" },
  ]);
  const wrong = await cartbell("pause", "class", "order");
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/^No class "order" found: choose from .*\.\n$/);
  expect(await cartbell("dead", "discard")).toEqual({
    ...{ code: 2, out: "" },
    err: "Say which: ids, an option that narrows it, or --all.\n",
  });
}, 60_000);

test.each(["late", "processes", "queues", "shops", "providers", "pauses", "dead", "unknowns", "events"])(
  "%s reads an empty installation",
  async (name) => {
    const { rows = [] } = await run(name);
    expect(Array.isArray(rows)).toBe(true);
  },
);

test.each(lookTopics)("look $topic shows rows", async ({ topic, needsShop }) => {
  const { domain } = await aShop(db);
  const { rows } = await run("look", topic, ...(needsShop ? ["--shop", domain] : []));
  expect(Array.isArray(rows)).toBe(true);
  if (needsShop) await expect(run("look", topic)).rejects.toMatchObject({ code: "look-needs-shop" });
});

test.each(retryTopics)("retry $topic makes what waits due, and nothing when nothing waits", async ({ topic }) => {
  const { domain } = await aShop(db, { uninstalledAt: ctx.clock.now() });
  expect(await run("retry", topic, "--shop", domain)).toMatchObject({ count: 0, hasChanged: false });
  expect(await readOperatorEvents(db)).toEqual([]);
});

test("a store is compared at once on request, and the audit log says so", async () => {
  const { id, domain } = await aShop(db);
  expect(await run("retry", "sync", "--shop", domain)).toMatchObject({ count: 1, hasChanged: true });
  const { reconcileAt } = await db.prisma.shop.findUniqueOrThrow({ where: { id } });
  expect(reconcileAt).toEqual(ctx.clock.now());
  expect(await readOperatorEvents(db)).toMatchObject([{ action: "retry", target: `sync of ${domain}` }]);
});

test.each(["vacuum", "planner", "indexes"])("tend %s is done and stands in the audit log", async (task) => {
  expect(await run("tend", task)).toMatchObject({ hasChanged: true });
  expect(await readOperatorEvents(db)).toMatchObject([{ action: "tend", target: `database ${task}` }]);
});

test("a failed migration is forgotten once", async () => {
  const failed = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
    VALUES ('failed', '', '20991231235959_failed', now(), 0)`;
  await db.run(statement("", failed));
  expect(await run("tend", "migrations")).toMatchObject({
    sentence: "Forgotten: 20991231235959_failed. Deploy again.",
  });
  expect(await run("tend", "migrations")).toMatchObject({ hasChanged: false });
});

test("migrations that are being deployed are not taken for failed ones", async () => {
  await db.transaction(async (deploying) => {
    await deploying.run(statement("", "SELECT pg_advisory_xact_lock(72707369)")); // as `prisma migrate deploy` does
    await expect(run("tend", "migrations")).rejects.toMatchObject({ code: "migration-running" });
  });
  expect(await run("tend", "migrations")).toMatchObject({ hasChanged: false });
});

test("a dry run that is not under way is not canceled", async () => {
  expect(await run("cancel", "dry-run", newId())).toMatchObject({ hasChanged: false });
  expect(await readOperatorEvents(db)).toEqual([]);
});

test("the rate that a provider has confirmed is set by the number", async () => {
  const { phone } = await aSender(db, { partsPerSecond: 100 });
  expect(await run("rate", phone, "150")).toMatchObject({
    sentence: `${phone} sends 150 parts a second instead of 100.`,
  });
  expect(await run("rate", phone, "150")).toMatchObject({ hasChanged: false });
  await expect(run("rate", "+12025550199", "1")).rejects.toMatchObject({ code: "number-unknown" });
  await expect(run("rate", phone, "1.5")).rejects.toMatchObject({ code: "rate-wrong" });
});

test("a process is drained by its id, and all marketing stops and starts", async () => {
  const self = thisProcess("worker", ["import"]);
  await recordBeat(db, self);
  expect(await run("drain", self.id)).toMatchObject({ hasChanged: true });
  expect(await run("resume", "process", self.id)).toMatchObject({ hasChanged: true });
  expect(await run("restart", self.id)).toMatchObject({ hasChanged: true });
  expect(await run("stop-marketing", "--because", "a wrong price")).toMatchObject({ hasChanged: true });
  expect(await run("start-marketing")).toMatchObject({ hasChanged: true });
  expect(await db.run(statement("", "SELECT 1 AS paused FROM pauses"))).toEqual([]);
});
