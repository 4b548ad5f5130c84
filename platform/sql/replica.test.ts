import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { cuttableLine } from "../../test/setup/cuttable-line.ts";
import { testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { promisedMs } from "../../test/setup/promised-ms.ts";
import { connectDb } from "./db.ts";
import { openReplica } from "./replica.ts";
import { statement } from "./statement.ts";

const primary = connectDb(testDatabaseUrl(), { connections: 2 });
afterAll(() => primary.close());

/** By its name the test tells which server a read ran on: both are one here. */
const whoAnswers = statement("who-answers", "SELECT current_setting('application_name') AS name");
const PROBE_MS = 100;

async function opened() {
  const line = await cuttableLine(testDatabaseUrl());
  const lines: string[] = [];
  const log = pino({}, { write: (text: string) => void lines.push(JSON.parse(text).msg) });
  const away = { ...primary, run: async () => [{ name: "primary" }] } as unknown as typeof primary; // answers for it
  const stand = {
    ...away,
    transaction: async <T>(work: (tx: typeof away) => Promise<T>) => work(away),
  } as typeof primary;
  const replica = openReplica(line.url, stand, { log, probeMs: PROBE_MS });
  const close = async () => {
    await replica.close();
    await line.close();
  };
  const asked = async () => (await replica.run<{ name: string }>(whoAnswers))[0]?.name;
  return { line, replica, lines, asked, close };
}

test("a replica that is lost is stood in for at once, said once, and used again when it is back", async () => {
  const { line, replica, lines, asked, close } = await opened();
  expect(await asked()).toBe("cartbell");
  await line.cut();
  const startedAt = performance.now();
  expect(await asked()).toBe("primary");
  expect(await replica.transaction(async (tx) => (await tx.run<{ name: string }>(whoAnswers))[0]?.name)).toBe(
    "primary",
  );
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(5_000));
  expect(replica.isAway()).toBe(true);
  await expect.poll(asked).toBe("primary");
  expect(lines.filter((line) => line.startsWith("the replica is away"))).toHaveLength(1);
  await line.mend();
  await expect.poll(asked).toBe("cartbell");
  expect(lines.at(-1)).toBe("the replica is back");
  await close();
});

test("a read under way is answered by the primary when the replica falls silent", async () => {
  const { line, replica, close } = await opened();
  await replica.run(whoAnswers);
  line.silence();
  const answer = await replica.transaction(async (tx) => (await tx.run<{ name: string }>(whoAnswers))[0]?.name);
  expect(answer).toBe("primary");
  await line.mend();
  await expect.poll(() => replica.isAway()).toBe(false);
  await close();
});

test("a replica that was never there keeps no one waiting", async () => {
  const url = new URL(testDatabaseUrl());
  url.port = "1";
  const lines: string[] = [];
  const log = pino({}, { write: (text: string) => void lines.push(JSON.parse(text).msg) });
  const replica = openReplica(url.href, primary, { log, probeMs: PROBE_MS });
  expect((await replica.run<{ name: string }>(whoAnswers))[0]?.name).toBe("cartbell");
  expect(replica.isAway()).toBe(true);
  await replica.close();
});

test("what is wrong with the statement is not the replica's fault", async () => {
  const { replica, close } = await opened();
  await expect(replica.run(statement("", "SELECT 1 / 0"))).rejects.toThrow("division by zero");
  expect(replica.isAway()).toBe(false);
  await close();
});

test("a replica that is too far behind is left alone for a while", async () => {
  const { replica, asked, close } = await opened();
  replica.setAside(300);
  expect(await asked()).toBe("primary");
  await expect.poll(asked).toBe("cartbell");
  await close();
});
