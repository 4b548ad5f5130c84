import { afterAll, describe, expect, test } from "vitest";
import { openProcess } from "#boot/open-process";
import { sentOf } from "#domain/campaigns/report/recipient-counts";
import { countSegment } from "#domain/segments/sizes/count";
import { parseRules } from "#domain/segments/tree";
import { connectDb } from "#platform/sql/db";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { testDatabaseUrl } from "../setup/per-worker.ts";
import { type PgBouncer, pgbouncerVersion, startPgBouncer } from "../setup/pgbouncer.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { postWebhook } from "./signed-webhook.ts";
import { FERNHILL, NUMBERS, openStory, type StoryWorld } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 200;
const version = pgbouncerVersion();
const keepsStatements = version !== null && (version[0] > 1 || version[1] >= 21);

const modes = [
  { mode: "true", isThere: version !== null, needs: "pgbouncer" },
  { mode: "prepared", isThere: keepsStatements, needs: "pgbouncer 1.21 or later" },
];

describe.each(modes)("behind a PgBouncer in transaction mode, with pgbouncer=$mode", ({ mode, isThere, needs }) => {
  const settings = mode === "prepared" ? ["max_prepared_statements = 500"] : [];
  const title = "a store installs, sends a campaign, hears a STOP and counts a segment";
  test.skipIf(!isThere)(
    isThere ? title : `${title} (skipped: ${needs} is not installed)`,
    async () => {
      const bouncer = await startPgBouncer(testDatabaseUrl(), settings);
      const url = new URL(bouncer.url);
      url.searchParams.set("pgbouncer", mode);
      const world = await openStory({ databaseUrl: url.href });
      afterAll(() => bouncer.close());
      await playStory(world, url.href);
    },
    120_000,
  );
});

async function playStory(world: StoryWorld, pooledUrl: string): Promise<void> {
  const { ctx, carrier, web } = world;
  const shopId = await world.install(FERNHILL);
  await world.connect(shopId, NUMBERS[0], 500);
  await manySubscribers(ctx.db, shopId, AUDIENCE);
  const campaign = await startCampaign(world, shopId);
  await campaign.hasSent(50);
  const deliver = (number: number) => {
    const body = JSON.stringify({
      id: number,
      phone: `+1212555${4_000 + number}`,
      updated_at: ctx.clock.now().toISOString(),
    });
    const webhook = { domain: FERNHILL, topic: "customers/create", body, triggeredAt: ctx.clock.now() };
    return postWebhook(web.url, { ...webhook, eventId: `event-${number}` });
  };
  const answers = await Promise.all(Array.from({ length: 60 }, (_, number) => deliver(number)));
  expect(new Set(answers)).toEqual(new Set([200]));
  const { counts, state } = await campaign.isOver();
  expect({ state, sent: sentOf(counts) }).toEqual({ state: "finished", sent: AUDIENCE });
  expect((await carrier.summary()).duplicatedRefs).toEqual([]);
  const [first] = await carrier.handOffs({});
  expect((await carrier.textIn(first?.to ?? "", NUMBERS[0], "STOP")).webhookStatus).toBe(200);
  await until("the STOP", async () => (await ctx.db.prisma.suppression.count({ where: { shopId } })) === 1);
  const ready = await fetch(`${web.url}/health/ready`);
  expect(await ready.json()).toMatchObject({ database: true });
  const pooled = connectDb(pooledUrl, { connections: 2 });
  const everybody = parseRules({ type: "and", rules: [] });
  const counted = await countSegment({ ...ctx, db: pooled }, shopId, everybody);
  expect(counted).toMatchObject({ kind: "counted", isExact: true });
  await pooled.close();
  await campaign.watched();
}

test.skipIf(version === null)(
  version === null
    ? "(skipped: pgbouncer is not installed)"
    : "an address that hides a PgBouncer is refused with a sentence",
  async () => {
    const bouncer: PgBouncer = await startPgBouncer(testDatabaseUrl());
    const hidden = { DATABASE_URL: bouncer.url, DATABASE_POOL: 2, LOG_LEVEL: "silent" };
    const open = openProcess({ ...hidden, REDIS_URL: "redis://127.0.0.1:1", SHOPIFY_APP_URL: "" } as never, "test");
    await expect(open).rejects.toThrow("DATABASE_URL leads to a PgBouncer: add ?pgbouncer=true");
    await bouncer.close();
  },
);
