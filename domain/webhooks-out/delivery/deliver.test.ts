import { createHmac } from "node:crypto";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { needsAttention } from "#domain/operations/attention";
import { replaceEndpointSecret, switchEndpoint } from "#domain/webhooks-out/endpoints/manage";
import { readEndpoint } from "#domain/webhooks-out/endpoints/read";
import { eventTypes } from "#domain/webhooks-out/event-types";
import { LIMITS } from "#domain/webhooks-out/limits";
import { readLog } from "#domain/webhooks-out/log/read-log";
import { redeliverEvents } from "#domain/webhooks-out/log/redeliver";
import { sendTestEvent } from "#domain/webhooks-out/log/send-test";
import { publishEvents } from "#domain/webhooks-out/publish-events";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aListeningEndpoint } from "../../../test/factories/requests/listening-endpoint.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { dueWebhooks } from "./take.ts";

const at = aListeningEndpoint(["reply.received", "link.clicked"]);
const { ctx, deliver, deliverAll, heard } = at;
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const person = () => aSubscriber(db, { shopId: at.shopId });
const say = (subscriberId: string, ...words: string[]) => db.transaction((tx) => at.say(tx, words, subscriberId));
const states = async () => (await prisma.webhookEvent.findMany({ orderBy: { place: "asc" } })).map((it) => it.state);
const isDue = async () => (await db.run(statement("", dueWebhooks.records), [clock.now()])).length > 0;
const complaints = async () =>
  (await needsAttention(db, at.shopId, clock.now())).flatMap(({ kind, sentence }) =>
    kind === "endpoint-stuck" ? [sentence] : [],
  );
const status = (code: number): RequestListener => {
  return (_, response) => void response.writeHead(code).end();
};
const refusing =
  (...words: string[]): RequestListener =>
  (_, response) =>
    void response.writeHead(words.includes(heard().at(-1) ?? "") ? 500 : 200).end();

describe("an event", () => {
  test("arrives signed with the endpoint's secret, as its schema says", async () => {
    const { id, phone } = await person();
    expect(await say(id, "Hi")).toEqual([{ name: "webhooks-out", payload: at.endpoint }]);
    expect(await isDue()).toBe(true);
    await deliverAll();
    const [{ headers, body } = { headers: {}, body: "" }] = at.receiver.heard;
    const { secret = "" } = (await readEndpoint(ctx, at.shopId, at.endpointId)) ?? {};
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const signature = createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
      .update(signed)
      .digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${signature}`);
    const told = JSON.parse(body);
    expect(told).toMatchObject({ type: "reply.received", version: 1, data: { subscriber: { id, phone } } });
    expect(eventTypes["reply.received"].data.parse(told.data)).toEqual(told.data);
    expect(await isDue()).toBe(false);
  });

  test("is recorded once, however often it is published, and for no shop without an endpoint", async () => {
    const { id } = await person();
    const other = await aSubscriber(db);
    const click = (of: { shopId: string; subscriberId: string }) =>
      ({
        ...of,
        type: "link.clicked",
        key: "1",
        at: clock.now(),
        data: { click: { id: newId(), messageId: newId() } },
      }) as const;
    const publish = () =>
      db.transaction((tx) =>
        publishEvents(tx, ctx, [
          click({ shopId: at.shopId, subscriberId: id }),
          click({ shopId: other.shopId, subscriberId: other.id }),
        ]),
      );
    await publish();
    expect(await publish()).toEqual([]);
    expect(await prisma.webhookEvent.findMany()).toMatchObject([{ shopId: at.shopId, subscriberId: id }]);
  });

  test("carries two signatures for a day after its secret was replaced", async () => {
    await replaceEndpointSecret(ctx, at.shopId, at.endpointId);
    await say((await person()).id, "one");
    await deliverAll();
    clock.advance(DAY);
    await say((await person()).id, "two");
    await deliverAll();
    const signatures = at.receiver.heard.map(({ headers }) => String(headers["webhook-signature"]).split(" ").length);
    expect(signatures).toEqual([2, 1]);
  });

  test("that the merchant tests an endpoint with is about no one", async () => {
    await sendTestEvent(ctx, at.shopId, at.endpointId);
    await deliverAll();
    expect(JSON.parse(at.receiver.heard[0]?.body ?? "")).toMatchObject({ type: "endpoint.test", data: {} });
  });
});

describe("the order", () => {
  test("of a person's events is kept: the next waits until the one before was taken, and other people's go on", async () => {
    const [ada, bo] = [await person(), await person()];
    await say(ada.id, "a1", "a2", "a3");
    await say(bo.id, "b1", "b2");
    at.receiver.answer = refusing("a1");
    await deliverAll();
    expect(new Set(heard())).toEqual(new Set(["a1", "b1", "b2"]));
    at.receiver.answer = status(200);
    clock.advance(10 * SECOND);
    await deliverAll();
    expect(heard().slice(3)).toEqual(["a1", "a2", "a3"]);
    expect(new Set(await states())).toEqual(new Set(["delivered"]));
  });

  test("holds for an event that is published while an earlier one is under way", async () => {
    const { id } = await person();
    await say(id, "first");
    let answer = () => {};
    at.receiver.answer = (_, response) => {
      answer = () => void response.writeHead(500).end();
    };
    const underWay = deliver();
    await at.receiver.until(1);
    await say(id, "second");
    expect(await deliver()).toBe(true); // parks it
    at.receiver.answer = status(200);
    answer();
    await underWay;
    await deliverAll();
    expect(heard()).toEqual(["first"]);
    clock.advance(10 * SECOND);
    await deliverAll();
    expect(heard()).toEqual(["first", "first", "second"]);
  });

  test("goes on after three days when one event is never taken: it stands in the log", async () => {
    const { id } = await person();
    await say(id, "poison", "next");
    at.receiver.answer = refusing("poison");
    for (let hours = 0; hours < 80; hours += 1) {
      await deliverAll();
      clock.advance(60 * MINUTE);
    }
    expect(heard().at(-1)).toBe("next");
    const { events } = await readLog(ctx, at.endpoint, { state: "failed" });
    expect(events).toMatchObject([{ state: "failed", status: 500, trouble: "The server had an error." }]);
  });
});

describe("an endpoint", () => {
  test("that fails is left alone, tried with one event at a time, and gets everything once it works again", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, person));
    for (const [n, { id }] of people.entries()) await say(id, `${n}a`, `${n}b`);
    at.receiver.answer = status(503);
    await deliverAll();
    expect(at.receiver.heard).toHaveLength(LIMITS.underWay);
    expect(await complaints()).toEqual([expect.stringContaining("isn’t accepting events")]);
    expect(await isDue()).toBe(false);
    clock.advance(MINUTE);
    await deliverAll();
    expect(at.receiver.heard).toHaveLength(LIMITS.underWay + 1);
    at.receiver.answer = status(200);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      clock.advance(MINUTE);
      await deliverAll();
    }
    expect(new Set(await states())).toEqual(new Set(["delivered"]));
    expect(await complaints()).toEqual([]);
    const last = new Map(heard().map((words, place) => [words, place]));
    for (const n of people.keys()) expect(last.get(`${n}a`)).toBeLessThan(heard().indexOf(`${n}b`));
  });

  test("that answers 410 is turned off, and hears nothing more until the merchant turns it on", async () => {
    const { id } = await person();
    await say(id, "one");
    at.receiver.answer = status(410);
    await deliverAll();
    expect(await readEndpoint(ctx, at.shopId, at.endpointId)).toMatchObject({ isOn: false, offBecause: "gone" });
    expect(await say(id, "two")).toEqual([]);
    at.receiver.answer = status(200);
    await switchEndpoint(ctx, at.shopId, at.endpointId, true);
    clock.advance(MINUTE);
    await deliverAll();
    expect(heard()).toEqual(["one", "one"]);
  });

  test("on a private network is never reached, whatever its name led to before", async () => {
    await say((await person()).id, "secret");
    await deliver([]);
    expect(at.receiver.heard).toEqual([]);
    await prisma.webhookEndpoint.updateMany({ data: { url: "https://127.0.0.1/" } });
    clock.advance(MINUTE);
    await deliver([]);
    expect(await prisma.webhookEvent.findFirst()).toMatchObject({ state: "waiting", trouble: "private-address" });
  });

  test("with too much waiting records no more until half of it is gone", async () => {
    const { id } = await person();
    await say(id, "kept");
    await prisma.webhookEndpoint.updateMany({ data: { fullSince: clock.now(), countedAt: clock.now() } });
    expect(await say(id, "left out")).toEqual([]);
    clock.advance(MINUTE);
    await deliverAll();
    await say(id, "heard again");
    await deliverAll();
    expect(heard()).toEqual(["kept", "heard again"]);
  });
});

describe("sending again", () => {
  test("repeats an event under the id that the receiver knows, or all since a time in their order", async () => {
    const { id } = await person();
    await say(id, "old");
    clock.advance(60 * MINUTE);
    const since = clock.now();
    await say(id, "one", "two");
    await deliverAll();
    const { events } = await readLog(ctx, at.endpoint);
    const of = at.endpoint;
    const again = (which: Parameters<typeof redeliverEvents>[3], to = of) =>
      db.transaction((tx) => redeliverEvents(tx, ctx, to, which));
    expect(await again({ since })).toMatchObject({ count: 2 });
    await deliverAll();
    expect(heard()).toEqual(["old", "one", "two", "one", "two"]);
    expect(new Set(at.receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
    expect(await again({ eventId: events.at(-1)?.id ?? "" })).toMatchObject({ count: 1 });
    const other = (await aShop(db)).id;
    expect(await again({}, { shopId: other, endpointId: at.endpointId })).toMatchObject({ count: 0 });
  });
});
