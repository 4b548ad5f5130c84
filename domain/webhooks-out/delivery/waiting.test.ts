import { describe, expect, test } from "vitest";
import { switchEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { redeliverEvents } from "#domain/webhooks-out/log/redeliver";
import { pruneWebhookEvents } from "#domain/webhooks-out/prune";
import { statement } from "#platform/sql/statement";
import { aListeningEndpoint } from "../../../test/factories/requests/listening-endpoint.ts";
import { dueWebhooks } from "./take.ts";

const at = aListeningEndpoint();
const { ctx, heard, deliverAll } = at;
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ago = (ms: number) => new Date(clock.now().getTime() - ms);
const change = (data: Parameters<typeof prisma.webhookEndpoint.updateMany>[0]["data"]) =>
  prisma.webhookEndpoint.updateMany({ data });
const say = (...words: string[]) => db.transaction((tx) => at.say(tx, words));
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
    await switchEndpoint(ctx, at.shopId, at.endpointId, false);
    await change({ fullSince: ago(DAY), countedAt: clock.now() });
    await switchEndpoint(ctx, at.shopId, at.endpointId, true);
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
    await db.transaction((tx) => redeliverEvents(tx, ctx, at.endpoint, { eventId }));
    await deliverAll();
    expect(heard()).toEqual(["young", "old"]);
  });

  test("at an endpoint that is off ends without keeping back the next one, and is deleted a month later", async () => {
    await say("old", "young");
    at.receiver.answer = (_, response) => void response.writeHead(500).end();
    await deliverAll(); // parks "young"
    await switchEndpoint(ctx, at.shopId, at.endpointId, false);
    await ageFirst(31 * DAY);
    clock.advance(4 * DAY);
    expect(await pruneWebhookEvents(db, clock.now())).toBe(0);
    expect(await events()).toMatchObject([{ state: "failed" }, { state: "waiting", dueAt: clock.now() }]);
    at.receiver.answer = (_, response) => void response.end();
    await switchEndpoint(ctx, at.shopId, at.endpointId, true);
    await deliverAll();
    expect(heard()).toEqual(["old", "young"]);
    clock.advance(31 * DAY);
    expect(await pruneWebhookEvents(db, clock.now())).toBe(2);
  });
});
