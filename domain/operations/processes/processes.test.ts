import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryWork } from "#domain/intake/try-work";
import { type JobName, jobs } from "#domain/jobs";
import { databaseTrouble } from "#platform/outages/database";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { forgetOldProcesses, recordBeat, thisProcess } from "./beat.ts";
import { type Heart, startHeart } from "./heart.ts";
import { unservedQueues } from "./unserved.ts";

const ctx = aContext();
const { db } = ctx;
const everything = Object.keys(jobs) as JobName[];
const hearts: Heart[] = [];

beforeEach(emptyDatabase);
afterEach(async () => {
  await Promise.all(hearts.splice(0).map((heart) => heart.stop()));
});

const aged = (seconds: number) =>
  db.run(statement("", "UPDATE processes SET seen_at = seen_at - make_interval(secs => $1)"), [seconds]);

test("a queue is served while one living worker names it", async () => {
  expect(await unservedQueues(db)).toEqual(everything);
  await recordBeat(db, thisProcess("web"));
  await recordBeat(db, thisProcess("worker", ["import"]));
  const rest = thisProcess(
    "worker",
    everything.filter((name) => name !== "import"),
  );
  await recordBeat(db, rest);
  expect(await unservedQueues(db)).toEqual([]);
  await aged(40);
  await recordBeat(db, rest);
  expect(await unservedQueues(db)).toEqual(["import"]);
});

test("the log tells once that a queue has no worker, and once that it has one again", async () => {
  const said: unknown[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => void said.push(JSON.parse(line)) });
  await recordBeat(db, thisProcess("worker", everything.slice(1)));
  const heart = startHeart({ db, log }, thisProcess("web"), { beatMs: 20, firstLookMs: 0 });
  hearts.push(heart);
  await expect.poll(() => heart.unserved()).toEqual(["dispatch-transactional"]);
  const other = startHeart({ db, log }, thisProcess("worker", ["dispatch-transactional"]), { beatMs: 20 });
  await expect.poll(() => heart.unserved()).toEqual([]);
  await other.stop();
  await expect.poll(() => heart.unserved()).toEqual(["dispatch-transactional"]);
  expect(said.map((line) => (line as { msg: string }).msg.slice(0, 24))).toEqual([
    "no worker serves these q",
    "every queue has a worker",
    "no worker serves these q",
  ]);
});

test("processes that were killed are forgotten after a day", async () => {
  await recordBeat(db, thisProcess("worker", everything));
  await aged(90_000);
  await recordBeat(db, thisProcess("web"));
  await forgetOldProcesses(db);
  expect(await db.run(statement("", "SELECT kind FROM processes"))).toEqual([{ kind: "web" }]);
});

test("a trial of the database's work leaves nothing behind but the process itself", async () => {
  await tryWork(ctx, thisProcess("web"));
  expect(await db.everyShop.intake.count()).toBe(0);
  expect(await db.prisma.intakeKey.count()).toBe(0);
  expect(await db.prisma.process.count()).toBe(1);
});

test("a database that lacks a migration of this code cannot do its work, and the sentence names it", async () => {
  const last = "(SELECT max(migration_name) FROM _prisma_migrations)";
  const change = (set: string) =>
    db.run(statement("", `UPDATE _prisma_migrations SET ${set} WHERE migration_name = ${last}`));
  for (const [begin, end] of [
    ["finished_at = NULL", "finished_at = now()"],
    ["rolled_back_at = now()", "rolled_back_at = NULL"],
  ] as const) {
    await change(begin);
    const error = await tryWork(ctx, thisProcess("web")).catch((it: unknown) => it);
    await change(end);
    expect(String(error)).toMatch(/^Error: The database lacks migrations: 2026\d+_\w+\.$/);
    expect(databaseTrouble(error)).toBe("schema");
  }
  await tryWork(ctx, thisProcess("web"));
});
