import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { monthOf } from "#domain/messages/month";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { waitForLine } from "../../bin/demo/part.ts";
import type { Benchmark, RunOptions } from "../benchmark.ts";
import { driveLoad } from "../load/drive.ts";
import { median } from "../report/percentiles.ts";
import { barChart } from "../report/picture.ts";
import { startPlainReceipts } from "../sides/baselines.ts";
import { type BenchProcess, SECRETS, startWebProcess, startWorkerProcess } from "../stage/processes.ts";
import { seedShop } from "../stage/seed.ts";
import { POSTGRES_SETTINGS, type Servers, startServers } from "../stage/servers.ts";
import { withDb } from "../stage/with-db.ts";

const CONNECTIONS = 96;
const PATIENCE_MS = 120_000;
const POLL_MS = 20;

const insert = statementFile(import.meta.url, "./seed-messages.sql");
const insertBare = statement(
  "seed-bare-messages",
  insert.text.replace("INSERT INTO messages", "INSERT INTO bench_messages"),
);
const makeTables = statement(
  "bench-tables",
  "CREATE TABLE bench_messages (LIKE messages INCLUDING ALL) WITH (fillfactor = 45)",
);
const analyze = statement("analyze-receipts", "ANALYZE messages, bench_messages, intake, intake_keys");
const pending = statement(
  "receipts-pending",
  "SELECT EXISTS (SELECT FROM intake WHERE kind = 'receipt' AND state = 'pending') AS some",
);
const byState = statement("messages-by-state", "SELECT state, count(*) AS count FROM messages GROUP BY state");
const byStateBare = statement("bare-messages-by-state", byState.text.replace("FROM messages", "FROM bench_messages"));

const SHOPS = 20;
let lastShop = 0;

const WARM_UP = 2_000;

export const receipts: Benchmark = {
  name: "receipts",
  question: "How many delivery receipts a second are accepted and applied, beside a bare server and one bulk UPDATE?",
  goals: () => [
    { key: "ratioToBareUpdate", atLeast: 0.5 },
    { key: "perSecond", atLeast: 3_000 },
  ],
  run: async (options) => {
    const scale = options.isQuick
      ? { rounds: 1, messages: 10_000, shops: SHOPS }
      : { rounds: 3, messages: 100_000, shops: SHOPS };
    const servers = await startServers(options);
    const web = await startWebProcess(options, servers);
    const worker = await startWorkerProcess(options, servers);
    const bare = await startPlainReceipts(options, servers, "at-end");
    return withDb(servers, async (db) => {
      await db.run(makeTables);
      const sides = sidesOf(options, servers, db, { web, worker, bare });
      await sides.product(WARM_UP);
      await sides.bareUpdate(WARM_UP);
      const rounds: { product: Applied; bareUpdate: Applied }[] = [];
      for (let round = 1; round <= scale.rounds; round += 1) {
        options.say(`Round ${round} of ${scale.rounds}: ${scale.messages * 2} receipts for each side`);
        rounds.push({
          product: await sides.product(scale.messages),
          bareUpdate: await sides.bareUpdate(scale.messages),
        });
      }
      const middle = (side: "product" | "bareUpdate", key: keyof Applied) =>
        median(rounds.map((round) => round[side][key] ?? Number.NaN));
      const perSecond = middle("product", "perSecond");
      return {
        scale: { ...scale, receipts: scale.messages * 2 },
        settings: { connections: CONNECTIONS, webProcesses: 1, workerProcesses: 1, ...POSTGRES_SETTINGS },
        values: {
          ratioToBareUpdate: median(rounds.map((it) => it.product.perSecond / it.bareUpdate.perSecond)),
          perSecond,
        },
        sides: Object.fromEntries(
          rounds.flatMap((round, index) =>
            Object.entries(round).map(([side, figures]) => [`${side}${index + 1}`, { ...figures }]),
          ),
        ),
        chart: barChart("Delivery receipts a second", "one web and one worker process, same machine as the sender", {
          "applied to their messages": perSecond,
          "a bare server and one UPDATE": middle("bareUpdate", "perSecond"),
        }),
      };
    });
  },
};

interface Applied extends Record<string, number> {
  /** From the first request to the last message that moved. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU µs of all processes of the side for each receipt, PostgreSQL among them; without the load generator. */
  micros: number;
}

type Processes = Record<"web" | "worker" | "bare", BenchProcess>;

/** The product, and a server that answers at once and in the end writes everything it heard by one statement. */
function sidesOf(options: RunOptions, servers: Servers, db: Db, { web, worker, bare }: Processes) {
  let bulks = 0;
  const cpu = async (processes: BenchProcess[]) =>
    (await servers.cpuSeconds()).postgres + processes.reduce((sum, it) => sum + it.cpuSeconds(), 0);

  async function measured(
    table: "messages" | "bench_messages",
    count: number,
    processes: BenchProcess[],
    apply: () => Promise<void>,
  ): Promise<Applied> {
    const refs = await seedMessages(db, table, count);
    const refsFile = join(servers.folder, "refs.json");
    writeFileSync(refsFile, JSON.stringify(refs));
    const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = SECRETS;
    const before = await cpu(processes);
    const load = await driveLoad(options, servers, {
      url: processes[0]?.url ?? "",
      connections: CONNECTIONS,
      pace: { kind: "closed", seconds: PATIENCE_MS / 1_000 },
      requests: { kind: "receipts", accountSid, authToken, refsFile },
    });
    await apply();
    const perSecond = (load.answered * 1_000) / (Date.now() - load.startedAt);
    const micros = (((await cpu(processes)) - before) / load.answered) * 1e6;
    await mustAllBeDelivered(db, table);
    return { perSecond, answeredPerSecond: load.perSecond, p50Ms: load.p50Ms, p99Ms: load.p99Ms, micros };
  }

  return {
    product: (count: number) => measured("messages", count, [web, worker], () => untilApplied(db)),
    bareUpdate: (count: number) =>
      measured("bench_messages", count, [bare], async () => {
        bulks += 1;
        process.kill(bare.part.pid, "SIGUSR2");
        await waitForLine(bare.part, (line) => (line === `written ${bulks}` ? true : null), PATIENCE_MS);
      }),
  };
}

/** So many texts of as many shops in turn, each handed over a moment ago; returns their names in that order. */
async function seedMessages(db: Db, table: "messages" | "bench_messages", count: number): Promise<string[]> {
  const now = new Date();
  const month = monthOf(now);
  const shops: string[][] = [];
  for (let number = 0; number < SHOPS; number += 1) {
    lastShop += 1;
    const shop = await seedShop(db, { number: lastShop });
    const ids = Array.from({ length: count / SHOPS }, newId);
    await db.run(table === "messages" ? insert : insertBare, [shop.id, shop.senderId, newId(), month, ids, now]);
    shops.push(ids.map((id) => formatRef({ shopId: shop.id, month, id })));
  }
  // As in shops that have sent before: without statistics the planner takes any index.
  await db.run(analyze);
  return Array.from({ length: count }, (_, index) => shops[index % SHOPS]?.[Math.floor(index / SHOPS)] ?? "");
}

async function untilApplied(db: Db): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const [found] = await db.run<{ some: boolean }>(pending);
    if (found && !found.some) return;
  }
  throw new Error(`Receipts were still waiting ${PATIENCE_MS / 1_000} s after the last was accepted.`);
}

async function mustAllBeDelivered(db: Db, table: "messages" | "bench_messages"): Promise<void> {
  const states = await db.run<{ state: string; count: number }>(table === "messages" ? byState : byStateBare);
  if (states.some(({ state }) => state !== "delivered"))
    throw new Error(`Not every message was moved to its end: ${JSON.stringify(states)}`);
}
