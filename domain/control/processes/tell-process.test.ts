import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { pause } from "#domain/control/pauses/pause";
import { resume } from "#domain/control/pauses/resume";
import { readQueues } from "#domain/control/queues/read-queues";
import { recordBeat, thisProcess } from "#domain/operations/processes/beat";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { readProcesses } from "./read-processes.ts";
import { tellProcess } from "./tell-process.ts";

const ctx = aContext();
const { db } = ctx;
const ann = { by: { operator: "ann" } };
beforeEach(emptyDatabase);

test("a process is listed with its build, its queues and its load, and a silent one as gone", async () => {
  const queues = { import: { running: 1, donePerMinute: 6, failedPerMinute: 2 } };
  const load = { cpuShare: 0.25, memoryMb: 180, eventLoopLagMs: 12, queues };
  await recordBeat(db, thisProcess("worker", ["import"], "abc123"), { state: "running", load });
  expect(await readProcesses(db)).toMatchObject([
    { kind: "worker", state: "running", told: null, queues: ["import"], load, build: "abc123" },
  ]);
  expect((await readQueues(ctx)).find(({ name }) => name === "import")).toMatchObject({
    ...{ servers: 1, running: 1, donePerMinute: 6, failedPerMinute: 2, depth: 0, oldestSeconds: null, pause: null },
  });
  await db.run(statement("", "UPDATE processes SET seen_at = seen_at - interval '1 minute'"));
  expect(await readProcesses(db)).toMatchObject([{ state: "gone" }]);
  expect((await readQueues(ctx)).find(({ name }) => name === "import")).toMatchObject({ servers: 0, running: 0 });
});

test("a process is told to drain by the beginning of its id, goes on, and can't be stopped from restarting", async () => {
  const self = thisProcess("worker", ["import"]);
  await recordBeat(db, self);
  const target = { kind: "process", name: self.id.slice(0, 13) } as const;
  const told = async () => (await readProcesses(db))[0]?.told;
  expect(await pause(ctx, { ...ann, target })).toMatchObject({ hasChanged: true });
  expect(await pause(ctx, { ...ann, target })).toMatchObject({ hasChanged: false });
  expect(await told()).toBe("drain");
  expect(await resume(ctx, { ...ann, target })).toMatchObject({ hasChanged: true });
  expect(await told()).toBeNull();
  expect(await tellProcess(ctx, { ...ann, id: self.id, order: "restart" })).toMatchObject({ hasChanged: true });
  expect(await resume(ctx, { ...ann, target })).toMatchObject({ hasChanged: false });
  expect(await told()).toBe("restart");
  const actions = (await readOperatorEvents(db)).map(({ action }) => action);
  expect(new Set(actions)).toEqual(new Set(["drain", "restart", "resume"]));
});

test("a process that is gone, or one of several, is told nothing", async () => {
  const [one, other] = [thisProcess("worker"), thisProcess("web")];
  await recordBeat(db, one);
  await recordBeat(db, other);
  const tell = (id: string) => tellProcess(ctx, { ...ann, id, order: "drain" });
  await expect(tell(one.id.slice(0, 4))).rejects.toMatchObject({ code: "process-unclear" });
  await db.run(statement("", "UPDATE processes SET seen_at = seen_at - interval '1 minute'"));
  await expect(tell(one.id)).rejects.toMatchObject({ code: "process-gone" });
  expect(await readOperatorEvents(db)).toEqual([]);
});
