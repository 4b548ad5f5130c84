import pg from "pg";
import { expect, test } from "vitest";
import { sentOf } from "#domain/campaigns/report/recipient-counts";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { testDatabaseUrl } from "../setup/per-worker.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { postWebhook } from "./signed-webhook.ts";
import { BROWSER, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const AUDIENCE = 200;
const product = new URL(testDatabaseUrl());
product.searchParams.set("application_name", "product");
const world = await openStory({ databaseUrl: product.href });
const { ctx, carrier, web } = world;
const { prisma } = ctx.db;
const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId, NUMBERS[0], 100);
const people = await manySubscribers(ctx.db, shopId, 3 * AUDIENCE);

const database = new URL(testDatabaseUrl()).pathname.slice(1);

/** Past the product, and able to write where everyone else may only read. */
async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  await client.query("SET default_transaction_read_only = off");
  for (const sql of statements) await client.query(sql);
  await client.end();
}

const HANG_UP = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name = 'product'`;
const FULL = `CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$`;
const fills = (table: string) =>
  `CREATE TRIGGER fills BEFORE INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION disk_is_full()`;

interface Kind {
  trouble: string;
  begin: string[];
  end: string[];
}

const kinds: Kind[] = [
  {
    trouble: "read-only",
    begin: [`ALTER DATABASE ${database} SET default_transaction_read_only = on`, HANG_UP],
    end: [`ALTER DATABASE ${database} RESET default_transaction_read_only`, HANG_UP],
  },
  {
    trouble: "full",
    begin: [FULL, ...["intake", "intake_keys", "messages", "claims", "processes", '"Session"'].map(fills)],
    end: ["DROP FUNCTION disk_is_full() CASCADE"],
  },
  {
    trouble: "schema",
    begin: [
      "ALTER TABLE intake RENAME COLUMN topic TO subject",
      "ALTER TABLE messages RENAME COLUMN provider_id TO their_id",
    ],
    end: [
      "ALTER TABLE intake RENAME COLUMN subject TO topic",
      "ALTER TABLE messages RENAME COLUMN their_id TO provider_id",
    ],
  },
];

function deliver(eventId: string): Promise<number> {
  const body = JSON.stringify({ id: 5_000_001, phone: "+12125554001", updated_at: ctx.clock.now().toISOString() });
  const webhook = { domain: FERNHILL, topic: "customers/create", body, triggeredAt: ctx.clock.now() };
  return postWebhook(web.url, { ...webhook, eventId });
}

async function ready(): Promise<{ status: number; trouble?: string }> {
  const response = await fetch(`${web.url}/health/ready`);
  return { ...((await response.json()) as { trouble?: string }), status: response.status };
}

test.each(kinds)(
  "a database that is $trouble turns everybody away, and nothing is lost or sent twice",
  async (kind) => {
    const tag = `all-${kind.trouble}`;
    const ids = people.splice(0, AUDIENCE);
    await prisma.subscriber.updateMany({ where: { shopId, id: { in: ids } }, data: { tags: [tag] } });
    await carrier.setFaults({ latencyMs: [20, 150] });
    expect(await ready()).toMatchObject({ status: 200 });
    const before = (await carrier.summary()).accepted;
    const campaign = await startCampaign(world, shopId, tag);
    await until("some texts", async () => (await carrier.summary()).accepted > before + 50);

    await asOwner(...kind.begin);
    try {
      expect(await deliver(`event-${kind.trouble}`)).toBe(503);
      const text = await carrier.textIn("+12125554001", NUMBERS[0], "Hello");
      expect(text.webhookStatus).toBe(503);
      await until("the process not ready", async () => (await ready()).status === 503);
      expect(await ready()).toMatchObject({ status: 503, trouble: kind.trouble });
      const page = await fetch(await store.launchUrl(), { headers: { "User-Agent": BROWSER } });
      await page.text();
      expect([200, 503]).toContain(page.status);
      expect((await fetch(`${web.url}/health/live`)).status).toBe(200);
    } finally {
      await asOwner(...kind.end);
    }

    await until("the process ready again", async () => (await ready()).status === 200);
    await until("deliveries taken again", async () => (await deliver(`event-${kind.trouble}`)) === 200);
    await world.advance(10 * 60_000);
    await store.settle();
    const { counts, state } = await campaign.isOver(false);
    expect({ state, sent: sentOf(counts) }).toEqual({ state: "finished", sent: AUDIENCE });
    expect((await carrier.summary()).duplicatedRefs).toEqual([]);
    expect((await carrier.summary()).accepted).toBe(before + AUDIENCE);
    await campaign.watched();
  },
  120_000,
);
