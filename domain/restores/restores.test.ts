import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { HistoricText, Provider } from "#domain/messages/delivery/provider";
import { connectRedis } from "#platform/redis/redis";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { emptyRedis } from "../../test/setup/empty-redis.ts";
import { emptyDatabase, testRedisUrl } from "../../test/setup/per-worker.ts";
import { type Epoch, startEpoch } from "./epoch.ts";
import { type EpochCopies, epochCopies } from "./epoch-copies.ts";
import { noticeRestore } from "./notice.ts";
import { recoverFromRestore } from "./recover.ts";
import { hashWords } from "./words.ts";

const ctx = aContext();
const { db } = ctx;
const redis = connectRedis(testRedisUrl());
const folder = mkdtempSync(join(tmpdir(), "cartbell-epochs-"));
const epochs: Epoch[] = [];
afterAll(async () => {
  redis.disconnect();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(emptyDatabase);

const NEVER = 3_600_000;
const start = async (copies: EpochCopies = epochCopies(folder, redis, ctx.log)) => {
  const epoch = await startEpoch(ctx, copies, { beatMs: NEVER });
  epochs.push(epoch);
  return epoch;
};
const count = () => db.prisma.restore.count();
const goBack = (to: number) => db.run(statement("", "UPDATE epochs SET count = $1"), [to]);

test("a database whose count is behind its file is a restored one, said once", async () => {
  const first = await start();
  await first.beat();
  await first.stop();
  await emptyRedis(testRedisUrl());
  await goBack(1);
  const next = await start();
  expect(await count()).toBe(1);
  expect((await db.prisma.restore.findFirst())?.noticedBy).toBe("epoch");
  await next.beat();
  expect(await count()).toBe(1);
  await next.stop();
});

test("a lost file is made up for by Redis, and the running process needs neither", async () => {
  const first = await start();
  await first.beat();
  rmSync(folder, { recursive: true });
  await goBack(1);
  const next = await start();
  expect(await count()).toBe(1);
  await next.stop();
  await db.prisma.restore.deleteMany();
  const nothing: EpochCopies = { read: async () => 0, write: async () => {} };
  const alone = await start(nothing);
  await alone.beat();
  const floor = alone.floor();
  await goBack(floor - 1);
  await alone.beat();
  expect(await count()).toBe(1);
  await Promise.all([first.stop(), alone.stop()]);
});

test("an emptied Redis, a lost file, a standby with every commit and another database are no restore", async () => {
  const first = await start();
  await emptyRedis(testRedisUrl());
  await first.beat();
  rmSync(folder, { recursive: true, force: true });
  await first.beat();
  await first.stop();
  const second = await start();
  await db.run(statement("", "DELETE FROM epochs"));
  await second.beat();
  await second.stop();
  expect(await count()).toBe(0);
});

const AT = new Date();

function historian(texts: HistoricText[], isWhole = true): Provider {
  const readHistory: Provider["readHistory"] = async (_since, take) => {
    await take(texts);
    return isWhole;
  };
  return { name: "twilio", readHistory } as Provider; // nothing else is asked
}

async function noticed(ageSeconds: number): Promise<void> {
  await db.transaction((tx) => noticeRestore(tx, ctx, { since: AT, by: "operator" }));
  await db.run(statement("", "UPDATE restores SET noticed_at = noticed_at - make_interval(secs => $1)"), [ageSeconds]);
}

test("texts are held until calls that were under way must be in the record, and it was read to its end", async () => {
  const received = [2, 1].map((n) => ({
    ...{ kind: "received" as const, providerId: `SM${n}`, createdAt: new Date(AT.getTime() + n) },
    callback: { url: "", body: Buffer.from("") },
  }));
  const taken: string[] = [];
  const recover = (provider: Provider) =>
    recoverFromRestore({
      ...ctx,
      providers: { twilio: provider },
      takeIn: async (_provider, { providerId }) => void taken.push(providerId),
    });
  await noticed(0);
  expect(await recover(historian(received))).toBe(false);
  expect(taken).toEqual([]);
  await db.prisma.restore.deleteMany();
  await noticed(20);
  expect(await recover(historian(received, false))).toBe(false);
  expect((await db.prisma.restore.findFirst())?.trouble).toBe("twilio did not let its list of texts be read.");
  expect(await recover(historian(received))).toBe(true);
  // In the order in which they were written, whatever the list's.
  expect(taken).toEqual(["SM1", "SM2", "SM1", "SM2"]);
  expect(await db.prisma.restore.findFirst()).toMatchObject({ endedBy: "itself", trouble: null });
  expect(await recover(historian([]))).toBe(true);
});

test("the same words with another link are the same text", () => {
  const text = "Fernhill: 20% off today https://crt.test/l/abc234 Reply STOP to opt out";
  expect(hashWords(text.replace("abc234", "xyz789"))).toBe(hashWords(text));
  expect(hashWords(`Sent from your Twilio trial account - ${text}`)).toBe(hashWords(text));
  expect(hashWords(text.replace("20%", "30%"))).not.toBe(hashWords(text));
  expect(hashWords("")).toBeNull();
});
