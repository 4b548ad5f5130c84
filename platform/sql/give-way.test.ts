import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Db } from "./db.ts";
import { giveWay, watchUrgency } from "./give-way.ts";
import { statement } from "./statement.ts";

const anything = statement("give-way-test", "SELECT 1");

/** A database whose statements end when they are told to. */
function slowDb() {
  const started: PromiseWithResolvers<object[]>[] = [];
  const begin = () => {
    const work = Promise.withResolvers<object[]>();
    started.push(work);
    return work.promise;
  };
  const db = { run: begin, transaction: begin } as unknown as Db;
  return { db, started, end: (index: number) => started[index]?.resolve([]) };
}

function urgentWork(urgency: ReturnType<typeof watchUrgency>) {
  const work = Promise.withResolvers<void>();
  const ended = urgency.during(() => work.promise);
  return {
    end: async () => {
      work.resolve();
      await ended;
    },
  };
}

test("work that can wait runs up to its share, and the rest stands in line", async () => {
  const { db, started, end } = slowDb();
  const bulk = giveWay(db, watchUrgency(), { most: 2, beside: 1 });
  const all = [bulk.run(anything), bulk.transaction(async () => []), bulk.run(anything)];
  await turn();
  expect(started.length).toBe(2);
  end(1);
  await turn();
  expect(started.length).toBe(3);
  for (const index of [0, 2]) end(index);
  expect(await Promise.all(all)).toEqual([[], [], []]);
});

test("while something urgent is under way less of it runs, and all of it goes on when that has ended", async () => {
  const { db, started, end } = slowDb();
  const urgency = watchUrgency();
  const bulk = giveWay(db, urgency, { most: 3, beside: 1 });
  const [one, other] = [urgentWork(urgency), urgentWork(urgency)];
  const all = [bulk.run(anything), bulk.run(anything), bulk.run(anything)];
  await turn();
  expect(started.length).toBe(1);
  await one.end();
  await turn();
  expect(started.length).toBe(1);
  await other.end();
  await turn();
  expect(started.length).toBe(3);
  for (const index of [0, 1, 2]) end(index);
  await Promise.all(all);
});

test("what already runs is not held up by something urgent, and what fails makes room for the next", async () => {
  const { db, started, end } = slowDb();
  const urgency = watchUrgency();
  const bulk = giveWay(db, urgency, { most: 2, beside: 1 });
  const [first, second] = [bulk.run(anything), bulk.run(anything)];
  await turn();
  expect(started.length).toBe(2);
  const urgent = urgentWork(urgency);
  const third = bulk.run(anything);
  started[0]?.reject(new Error("no"));
  await expect(first).rejects.toThrow("no");
  expect(started.length).toBe(2);
  end(1);
  await second;
  await turn();
  expect(started.length).toBe(3);
  end(2);
  await third;
  await urgent.end();
});

test("urgent work that throws has ended all the same", async () => {
  const urgency = watchUrgency();
  await expect(urgency.during(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(urgency.isUnderWay()).toBe(false);
});
