import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { erasePeople } from "#domain/privacy/erase";
import { addEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { aReceiver, type Receiver } from "../../../test/factories/requests/receiver.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { deliverEvents } from "./deliver.ts";
import { holdEndpoint } from "./endpoint.ts";

const ctx = aContext();
const { db, clock } = ctx;
let receiver: Receiver;
let shopId: string;
let endpointId: string;
let subscriberId: string;
beforeAll(async () => {
  receiver = await aReceiver();
});
beforeEach(async () => {
  await emptyDatabase();
  shopId = (await aShop(db)).id;
  subscriberId = (await aSubscriber(db, { shopId })).id;
  receiver.heard.length = 0;
  endpointId = await addEndpoint(ctx, shopId, { url: receiver.url, eventTypes: ["reply.received"] });
});

const say = (tx: Sql) =>
  publishEvents(tx, ctx, [
    {
      ...{ shopId, type: "reply.received", subscriberId, key: newId(), at: clock.now() },
      data: { reply: { id: newId(), body: "Hi", meaning: "conversation" } },
    },
  ]);
const erase = (tx: Sql) =>
  erasePeople(tx, {
    ...{ shopId, subscriberIds: [subscriberId], orderIds: [], customerIds: [] },
    ...{ phone: null, email: null, now: clock.now() },
  });
const touchPerson = statement("", "UPDATE subscribers SET updated_at = $3 WHERE shop_id = $1 AND id = $2");

/** Does the work in a transaction that stays open until `commit`. */
async function begin(work: (tx: Sql) => Promise<unknown>): Promise<{ commit: () => Promise<void> }> {
  const [done, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended = db.transaction(async (tx) => {
    await work(tx);
    done.resolve();
    await asked.promise;
  });
  await Promise.race([done.promise, ended]);
  return {
    commit: () => {
      asked.resolve();
      return ended;
    },
  };
}

async function waitUntilBlocked(): Promise<void> {
  const blocked = statement(
    "",
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  while ((await db.run(blocked, [])).length === 0);
}

const ERASED = { body: null, state: "failed", trouble: "erased", dueAt: null, takenUntil: null };

describe("an event of someone who is being forgotten", () => {
  test("is not sent by a run that begins meanwhile", async () => {
    await db.transaction(say);
    const erasure = await begin(erase);
    const post = publicPost({ trusted: [receiver.place], timeoutMs: 5_000 });
    const run = deliverEvents({ ...ctx, post }, { shopId, endpointId });
    await waitUntilBlocked();
    await erasure.commit();
    await run;
    expect(receiver.heard).toEqual([]);
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([ERASED]);
  });

  test("is erased though it was being recorded when the erasure began", async () => {
    const news = await begin(async (tx) => {
      await tx.run(touchPerson, [shopId, subscriberId, clock.now()]);
      await say(tx);
    });
    const erasure = db.transaction(erase);
    await waitUntilBlocked();
    await news.commit();
    expect(await erasure).toMatchObject({ webhookEvents: 1 });
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([ERASED]);
  });

  test("is erased once the run that holds the endpoint has written what it has: neither waits for the other in turn", async () => {
    await db.transaction(say);
    const run = await begin((tx) => holdEndpoint(tx, shopId, endpointId));
    const erasure = db.transaction(erase);
    await waitUntilBlocked();
    expect(await db.everyShop.webhookEvent.findMany()).toMatchObject([{ state: "waiting" }]);
    await run.commit();
    expect(await erasure).toMatchObject({ webhookEvents: 1 });
  });
});
