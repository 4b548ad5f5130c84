import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { monthOf } from "#domain/messages/month";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { driveLoad } from "../load/drive.ts";
import { barChart } from "../report/picture.ts";
import { cpuBetween } from "../stage/cpu.ts";
import { SECRETS, startWebProcess, startWorkerProcess } from "../stage/processes.ts";
import { seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS, type Servers, startServers } from "../stage/servers.ts";
import { withDb } from "../stage/with-db.ts";

const CONNECTIONS = 96;
const PATIENCE_MS = 120_000;
const POLL_MS = 20;

const insert = statementFile(import.meta.url, "./seed-messages.sql");
const analyze = statement("analyze-receipts", "ANALYZE messages, intake, intake_keys");
const pending = statement(
  "receipts-pending",
  "SELECT EXISTS (SELECT FROM intake WHERE kind = 'receipt' AND state = 'pending') AS some",
);
const byState = statement("messages-by-state", "SELECT state, count(*) AS count FROM messages GROUP BY state");

export const receipts: Benchmark = {
  name: "receipts",
  question: "How many delivery receipts a second are durably accepted and applied, by one web and one worker process?",
  goals: () => [{ key: "perSecond", atLeast: 3_000 }],
  run: async (options) => {
    const messages = options.isQuick ? 10_000 : 100_000;
    const servers = await startServers(options);
    const web = await startWebProcess(options, servers);
    const worker = await startWorkerProcess(options, servers);
    const cpu = async () => ({ web: web.cpuSeconds(), worker: worker.cpuSeconds(), ...(await servers.cpuSeconds()) });
    await measure(options, servers, web.url, 2_000); // warm up
    const before = await cpu();
    const measured = await measure(options, servers, web.url, messages);
    const cpuSeconds = { ...cpuBetween(before, await cpu()), loadGenerator: measured.load.cpuSeconds };
    const { perSecond, seconds, load } = measured;
    return {
      scale: { messages, receipts: messages * 2 },
      settings: { connections: CONNECTIONS, webProcesses: 1, workerProcesses: 1, ...POSTGRES_SETTINGS },
      values: { perSecond },
      sides: {
        accepted: { perSecond: load.perSecond, seconds: load.seconds, p50Ms: load.p50Ms, p99Ms: load.p99Ms },
        applied: { perSecond, seconds, behindTheLastAnswerMs: (seconds - load.seconds) * 1_000 },
      },
      cpuSeconds,
      chart: barChart("Delivery receipts a second", "one web and one worker process, same machine as the sender", {
        "answered after the commit": load.perSecond,
        "applied to their messages": perSecond,
      }),
    };
  },
};

/** Two receipts for each of so many new messages, from the first request to the last message that moved. */
async function measure(options: RunOptions, servers: Servers, url: string, count: number) {
  return withDb(servers, async (db) => {
    const refs = await seedMessages(db, count);
    const refsFile = join(servers.folder, "refs.json");
    writeFileSync(refsFile, JSON.stringify(refs));
    const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = SECRETS;
    options.say(`${count * 2} receipts for ${count} messages`);
    const load = await driveLoad(options, servers, {
      url,
      connections: CONNECTIONS,
      pace: { kind: "closed", seconds: PATIENCE_MS / 1_000 },
      requests: { kind: "receipts", accountSid, authToken, refsFile },
    });
    await untilApplied(db);
    const seconds = (Date.now() - load.startedAt) / 1_000;
    await mustAllBeDelivered(db);
    return { load, seconds, perSecond: load.answered / seconds };
  });
}

async function seedMessages(db: Db, count: number): Promise<string[]> {
  const now = new Date();
  const shop = await seedShop(db, { number: count });
  const month = monthOf(now);
  const ids = Array.from({ length: count }, newId);
  await db.run(insert, [shop.id, shop.senderId, newId(), month, ids, now]);
  // As in a shop that has sent before: without statistics the planner takes any index.
  await db.run(analyze);
  return ids.map((id) => formatRef({ shopId: shop.id, month, id }));
}

async function untilApplied(db: Db): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const [found] = await db.run<{ some: boolean }>(pending);
    if (found && !found.some) return;
  }
  throw new Error(`Receipts were still waiting ${PATIENCE_MS / 1_000} s after the last was accepted.`);
}

async function mustAllBeDelivered(db: Db): Promise<void> {
  const states = await db.run<{ state: string; count: number }>(byState);
  if (states.some(({ state }) => state !== "delivered"))
    throw new Error(`Not every message was moved to its end: ${JSON.stringify(states)}`);
}
