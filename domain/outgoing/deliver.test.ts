import { createHmac } from "node:crypto";
import type { RequestListener } from "node:http";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type PostPublicly, publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { aReceiver, type Receiver } from "../../test/factories/requests/receiver.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { BUDGET } from "./budget.ts";
import { deliverRequests } from "./deliver.ts";
import { pruneOutgoing } from "./prune.ts";
import { queueRequests } from "./queue-requests.ts";
import { replaceSecret, secretsOf } from "./secrets.ts";
import type { EndedRequest, OutgoingSources } from "./source.ts";
import { dueOutgoing } from "./take.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
let receiver: Receiver;
let shopId: string;
let ended: EndedRequest[];
const sources: OutgoingSources = {
  flow: {
    async ended(_, __, requests) {
      ended.push(...requests);
      return [];
    },
  },
};
beforeAll(async () => {
  receiver = await aReceiver();
});
beforeEach(async () => {
  await emptyDatabase();
  shopId = (await aShop(db)).id;
  ended = [];
  receiver.heard.length = 0;
  receiver.answer = (_, response) => void response.end('{"points":3}');
});

const post = (timeoutMs = 5_000) => publicPost({ trusted: [receiver.place], timeoutMs });
const deliver = (by: PostPublicly = post(), of = shopId) => deliverRequests({ ...ctx, post: by, sources }, of);
const queue = (given: { url?: string; sourceId?: string; shopId?: string }[] = [{}]) =>
  db.transaction((tx) =>
    queueRequests(
      tx,
      ctx,
      given.map((it) => ({
        ...{ shopId, sourceKind: "flow" as const, sourceId: newId(), occurrence: "step", subscriberId: null },
        ...{ url: receiver.url, body: { type: "flow.webhook", data: { name: "Ada" } }, wantsAnswer: true },
        ...it,
      })),
    ),
  );
const rows = () => prisma.outgoingRequest.findMany({ orderBy: { id: "asc" } });
const row = async () => (await rows())[0];
const isDue = async () => (await db.run(statement("", dueOutgoing.shops), [clock.now()])).length > 0;
const status = (code: number, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => void response.writeHead(code, headers).end();
};

describe("a request to a merchant's server", () => {
  test("arrives signed with its id and time, and its source gets the answer", async () => {
    const sourceId = newId();
    expect(await queue([{ sourceId }])).toEqual([{ name: "outgoing", payload: { shopId } }]);
    expect(await isDue()).toBe(true);
    await deliver();
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.heard;
    const id = `msg_${(await row())?.id}`;
    const at = String(Math.floor(clock.now().getTime() / SECOND));
    const [secret] = await secretsOf(db, ctx, { shopId, origin: `http://${receiver.place}` });
    const key = Buffer.from(secret.slice(6), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
    expect(headers).toMatchObject({
      "webhook-id": id,
      "webhook-timestamp": at,
      "webhook-signature": `v1,${signature}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(body)).toEqual({ type: "flow.webhook", data: { name: "Ada" } });
    expect(ended).toMatchObject([
      { shopId, sourceId, occurrence: "step", trouble: null, status: 200, answer: { points: 3 } },
    ]);
    expect(await row()).toMatchObject({ state: "delivered", body: null, answer: { points: 3 }, dueAt: null });
    expect(await isDue()).toBe(false);
  });

  test("is queued once, however often its step is repeated", async () => {
    const sourceId = newId();
    await queue([{ sourceId }]);
    expect(await queue([{ sourceId }])).toEqual([]);
    await deliver();
    await deliver();
    expect(receiver.heard).toHaveLength(1);
  });

  test("is tried again under the same id until it is taken", async () => {
    await queue();
    receiver.answer = status(500);
    await deliver();
    expect(await row()).toMatchObject({ state: "waiting", trouble: "server-error", status: 500, attempts: 1 });
    await deliver();
    expect(receiver.heard).toHaveLength(1);
    receiver.answer = (_, response) => void response.end();
    clock.advance(10 * SECOND);
    await deliver();
    expect(receiver.heard).toHaveLength(2);
    expect(new Set(receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.heard.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(2);
    expect(ended).toMatchObject([{ trouble: null, answer: null }]);
  });

  test("waits as long as the receiver asks", async () => {
    await queue();
    receiver.answer = status(429, { "Retry-After": "300" });
    await deliver();
    expect(await row()).toMatchObject({ trouble: "too-many", dueAt: new Date(clock.now().getTime() + 300 * SECOND) });
  });

  test.each([
    ["answers nothing in time", () => {}, "time-out"],
    ["hangs up", ((request) => void request.socket.destroy()) satisfies RequestListener, "connection"],
    ["has an error", status(503), "server-error"],
  ])("stays when the receiver %s", async (_, answer: RequestListener, trouble) => {
    await queue();
    receiver.answer = answer;
    await deliver(post(200));
    expect(await row()).toMatchObject({ state: "waiting", trouble });
    expect(ended).toEqual([]);
  });

  test.each([
    ["rejects it", status(422), "refused", 422],
    ["redirects to a private address", status(302, { Location: "http://169.254.169.254/latest/" }), "redirect", 302],
  ])("fails when the receiver %s", async (_, answer, trouble, code) => {
    await queue();
    receiver.answer = answer;
    await deliver();
    expect(ended).toMatchObject([{ trouble, status: code, answer: null }]);
    expect(await row()).toMatchObject({ state: "failed", trouble, body: null, dueAt: null });
    expect(receiver.heard).toHaveLength(1);
  });

  test("fails at once when its address is private by now", async () => {
    await queue([{ url: "https://shop.example/" }]);
    await deliver(publicPost({ resolve: async () => ["10.0.0.1"] }));
    expect(ended).toMatchObject([{ trouble: "private-address", status: null }]);
  });

  test("has an answer of 64 KB at most", async () => {
    await queue();
    receiver.answer = (_, response) => void response.end(`"${"x".repeat(10_000_000)}"`);
    await deliver();
    expect(await row()).toMatchObject({ state: "delivered", answer: `"${"x".repeat(1_999)}` });
    const usage = await prisma.outgoingUsage.findFirstOrThrow();
    expect(Number(usage.bytes)).toBeLessThan(1_000_000);
  });

  test("is sent again when its worker died between the claim and the answer, and only the second result counts", async () => {
    await queue();
    let release = () => {};
    receiver.answer = (_, response) => {
      release = () => void response.end('{"points":1}');
    };
    const dead = deliver();
    await receiver.until(1);
    await deliver();
    expect(receiver.heard).toHaveLength(1);
    clock.advance(30 * SECOND);
    receiver.answer = (_, response) => void response.end('{"points":2}');
    await deliver();
    release();
    await dead;
    expect(receiver.heard).toHaveLength(2);
    expect(new Set(receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(ended).toMatchObject([{ answer: { points: 2 } }]);
    expect(await row()).toMatchObject({ answer: { points: 2 } });
  });

  test("is given up after a day of failures", async () => {
    await queue();
    receiver.answer = status(500);
    for (let hour = 0; hour < 30; hour += 1) {
      for (let attempt = 0; attempt < 3; attempt += 1) await deliver();
      clock.advance(HOUR);
    }
    expect(ended).toMatchObject([{ trouble: "server-error" }]);
    expect(receiver.heard.length).toBeGreaterThan(6);
    expect(receiver.heard.length).toBeLessThan(20);
  });

  test("is dropped when its shop has uninstalled", async () => {
    await queue();
    await prisma.shop.updateMany({ data: { uninstalledAt: clock.now() } });
    await deliver();
    expect(receiver.heard).toEqual([]);
    expect(ended).toMatchObject([{ trouble: "uninstalled" }]);
  });

  test("is deleted a month after its end, and not while it waits", async () => {
    await queue([{}, { url: "https://shop.example/" }]);
    await deliver(async (it) =>
      it.url.includes("example") ? { kind: "failed", because: "time-out", detail: "", ms: 1 } : await post()(it),
    );
    clock.advance(31 * 24 * HOUR);
    expect(await pruneOutgoing(db, clock.now())).toBe(1);
    expect(await rows()).toMatchObject([{ state: "waiting" }]);
  });
});

describe("a destination that fails", () => {
  test("rests after five failures in a row, then gets one request, and all when that one is taken", async () => {
    await queue(Array.from({ length: 8 }, () => ({})));
    receiver.answer = status(500);
    await deliver();
    expect(receiver.heard).toHaveLength(8);
    clock.advance(10 * SECOND);
    await deliver();
    expect(receiver.heard, "it rests").toHaveLength(8);
    expect(await isDue()).toBe(false);
    const { restsUntil } = await prisma.outgoingDestination.findFirstOrThrow();
    clock.set(restsUntil ?? clock.now());
    receiver.answer = status(200);
    await deliver();
    expect(receiver.heard, "one is tried").toHaveLength(9);
    await deliver();
    expect(receiver.heard, "it works again").toHaveLength(16);
    expect(ended).toHaveLength(8);
  });

  test("holds up no other destination, and no other shop at the same place", async () => {
    const other = await aReceiver();
    await queue(Array.from({ length: 6 }, () => ({ url: "https://down.example/" })));
    const down = publicPost({ trusted: [other.place, receiver.place], resolve: async () => [] });
    await deliver(down);
    expect(await prisma.outgoingDestination.findFirstOrThrow()).toMatchObject({ failures: 6 });
    await queue([{ url: other.url }, { url: "https://down.example/" }]);
    await deliver(down);
    expect(other.heard).toHaveLength(1);
    const neighbor = await aShop(db);
    await queue([{ shopId: neighbor.id, url: "https://down.example/" }]);
    await deliver(down, neighbor.id);
    expect(await prisma.outgoingDestination.findFirst({ where: { shopId: neighbor.id } })).toMatchObject({
      failures: 1,
    });
  });
});

describe("a shop", () => {
  test("has eight requests under way at most, whatever number of workers", async () => {
    await queue(Array.from({ length: 20 }, () => ({})));
    const answers: (() => void)[] = [];
    receiver.answer = (_, response) => void answers.push(() => response.end());
    const underWay = [deliver(), deliver(), deliver()];
    await receiver.until(BUDGET.connections);
    const { count } = await prisma.outgoingRequest
      .aggregate({ where: { takenUntil: { gt: clock.now() } }, _count: true })
      .then(({ _count }) => ({ count: _count }));
    expect(count).toBe(BUDGET.connections);
    receiver.answer = (_, response) => void response.end();
    for (const go of answers) go();
    await Promise.all(underWay);
    while (await deliver());
    expect(receiver.heard).toHaveLength(20);
    expect(ended).toHaveLength(20);
  });

  test("waits for its next hour when its bytes or its time are used up", async () => {
    await queue();
    await deliver();
    await prisma.outgoingUsage.updateMany({ data: { busyMs: BUDGET.busyMs } });
    await queue();
    await deliver();
    expect(receiver.heard).toHaveLength(1);
    expect(await isDue()).toBe(false);
    clock.advance(HOUR);
    expect(await isDue()).toBe(true);
    await deliver();
    expect(receiver.heard).toHaveLength(2);
    expect(await prisma.outgoingUsage.findFirstOrThrow()).toMatchObject({ since: clock.now(), restsUntil: null });
  });

  test("signs with both secrets for a day after replacing one", async () => {
    const destination = { shopId, origin: `http://${receiver.place}` };
    const [old] = await secretsOf(db, ctx, destination);
    await replaceSecret(ctx, destination);
    const [present, former] = await secretsOf(db, ctx, destination);
    expect([present === old, former]).toEqual([false, old]);
    await queue();
    await deliver();
    expect(String(receiver.heard[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    clock.advance(24 * HOUR);
    expect(await secretsOf(db, ctx, destination)).toEqual([present]);
  });
});
