import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addEndpoint, switchEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { redeliverEvents } from "#domain/webhooks-out/log/redeliver";
import { pruneWebhookEvents } from "#domain/webhooks-out/prune";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { aReceiver, type Receiver } from "../../../test/factories/requests/receiver.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { deliverEvents } from "./deliver.ts";
import { dueWebhooks } from "./take.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
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
  receiver.answer = (_, response) => void response.end();
  endpointId = await addEndpoint(ctx, shopId, { url: receiver.url, eventTypes: ["reply.received"] });
});

const ago = (ms: number) => new Date(clock.now().getTime() - ms);
const change = (data: Parameters<typeof prisma.webhookEndpoint.updateMany>[0]["data"]) =>
  prisma.webhookEndpoint.updateMany({ data });
const say = (...words: string[]) =>
  db.transaction((tx) =>
    publishEvents(
      tx,
      ctx,
      words.map((body) => ({
        ...{ shopId, type: "reply.received" as const, subscriberId, key: newId(), at: clock.now() },
        data: { reply: { id: newId(), body, meaning: "conversation" } },
      })),
    ),
  );
async function deliverAll() {
  const post = publicPost({ trusted: [receiver.place], timeoutMs: 5_000 });
  while (await deliverEvents({ ...ctx, post }, { shopId, endpointId }));
}
const heard = () => receiver.heard.map(({ body }) => JSON.parse(body).data.reply.body as string);
const events = () => prisma.webhookEvent.findMany({ orderBy: { place: "asc" } });
const isDue = async () => (await db.run(statement("", dueWebhooks.records), [clock.now()])).length > 0;
/** The first event was recorded so long ago. */
async function ageFirst(ms: number) {
  const [first] = await events();
  await prisma.webhookEvent.updateMany({ where: { id: first?.id ?? "" }, data: { createdAt: ago(ms) } });
  return first?.id ?? "";
}

describe("what waits is counted", () => {
  test("while the endpoint is left alone, too: that is when it grows", async () => {
    await say("one");
    await change({ failures: 9, restsUntil: ago(-60 * MINUTE), countedAt: ago(MINUTE) });
    expect(await isDue()).toBe(true);
    await deliverAll();
    expect(heard()).toEqual([]);
    expect(await prisma.webhookEndpoint.findFirst()).toMatchObject({ countedAt: clock.now() });
    expect(await isDue()).toBe(false);
  });

  test("even when nothing is left to send, so that an endpoint that was full hears again", async () => {
    await change({ fullSince: ago(DAY), countedAt: ago(MINUTE) });
    expect(await isDue()).toBe(true);
    await deliverAll();
    expect(await isDue()).toBe(false);
    await say("heard");
    await deliverAll();
    expect(heard()).toEqual(["heard"]);
  });

  test("anew when the merchant turns the endpoint on: what happens from then on is recorded", async () => {
    await switchEndpoint(ctx, shopId, endpointId, false);
    await change({ fullSince: ago(DAY), countedAt: clock.now() });
    await switchEndpoint(ctx, shopId, endpointId, true);
    expect(await say("recorded")).toHaveLength(1);
  });
});

describe("an event of a month ago", () => {
  test("that was never sent is given up, and can be sent again; the person's next one goes", async () => {
    await say("old", "young");
    const eventId = await ageFirst(31 * DAY);
    await deliverAll();
    expect(heard()).toEqual(["young"]);
    expect(await events()).toMatchObject([{ state: "failed", trouble: "given-up" }, { state: "delivered" }]);
    await pruneWebhookEvents(db, clock.now());
    await db.transaction((tx) => redeliverEvents(tx, ctx, { shopId, endpointId }, { eventId }));
    await deliverAll();
    expect(heard()).toEqual(["young", "old"]);
  });

  test("at an endpoint that is off ends without keeping back the next one, and is deleted a month later", async () => {
    await say("old", "young");
    receiver.answer = (_, response) => void response.writeHead(500).end();
    await deliverAll(); // parks "young"
    await switchEndpoint(ctx, shopId, endpointId, false);
    await ageFirst(31 * DAY);
    clock.advance(4 * DAY);
    expect(await pruneWebhookEvents(db, clock.now())).toBe(0);
    expect(await events()).toMatchObject([{ state: "failed" }, { state: "waiting", dueAt: clock.now() }]);
    receiver.answer = (_, response) => void response.end();
    await switchEndpoint(ctx, shopId, endpointId, true);
    await deliverAll();
    expect(heard()).toEqual(["old", "young"]);
    clock.advance(31 * DAY);
    expect(await pruneWebhookEvents(db, clock.now())).toBe(2);
  });
});
