import { createHmac } from "node:crypto";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { publicPost } from "#platform/http/outgoing/public-post";
import { newId } from "#platform/ids";
import { answering, outgoingAtWork } from "../../test/factories/requests/outgoing-at-work.ts";
import { pruneOutgoing } from "./prune.ts";
import { secretsOf } from "./secrets.ts";

const { ctx, at, post, deliver, queue, isDue } = outgoingAtWork();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const rows = () => prisma.outgoingRequest.findMany({ orderBy: { id: "asc" } });
const row = async () => (await rows())[0];

describe("a request to a merchant's server", () => {
  test("arrives signed with its id and time, and its source gets the answer", async () => {
    const sourceId = newId();
    expect(await queue([{ sourceId }])).toEqual([{ name: "outgoing", payload: { shopId: at.shopId } }]);
    expect(await isDue()).toBe(true);
    await deliver();
    const [{ headers, body } = { headers: {}, body: "" }] = at.receiver.heard;
    const id = `msg_${(await row())?.id}`;
    const timestamp = String(Math.floor(clock.now().getTime() / SECOND));
    const [secret] = await secretsOf(db, ctx, { shopId: at.shopId, origin: `http://${at.receiver.place}` });
    const key = Buffer.from(secret.slice(6), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    expect(headers).toMatchObject({
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(body)).toEqual({ type: "flow.webhook", data: { name: "Ada" } });
    expect(at.ended).toMatchObject([
      { shopId: at.shopId, sourceId, occurrence: "step", trouble: null, status: 200, answer: { points: 3 } },
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
    expect(at.receiver.heard).toHaveLength(1);
  });

  test("is tried again under the same id until it is taken", async () => {
    await queue();
    at.receiver.answer = answering(500);
    await deliver();
    expect(await row()).toMatchObject({ state: "waiting", trouble: "server-error", status: 500, attempts: 1 });
    await deliver();
    expect(at.receiver.heard).toHaveLength(1);
    at.receiver.answer = (_, response) => void response.end();
    clock.advance(10 * SECOND);
    await deliver();
    expect(at.receiver.heard).toHaveLength(2);
    expect(new Set(at.receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(at.receiver.heard.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(2);
    expect(at.ended).toMatchObject([{ trouble: null, answer: null }]);
  });

  test("waits as long as the receiver asks", async () => {
    await queue();
    at.receiver.answer = answering(429, { "Retry-After": "300" });
    await deliver();
    expect(await row()).toMatchObject({ trouble: "too-many", dueAt: new Date(clock.now().getTime() + 300 * SECOND) });
  });

  test.each([
    ["answers nothing in time", () => {}, "time-out"],
    ["hangs up", ((request) => void request.socket.destroy()) satisfies RequestListener, "connection"],
    ["has an error", answering(503), "server-error"],
  ])("stays when the receiver %s", async (_, answer: RequestListener, trouble) => {
    await queue();
    at.receiver.answer = answer;
    await deliver(post(200));
    expect(await row()).toMatchObject({ state: "waiting", trouble });
    expect(at.ended).toEqual([]);
  });

  test.each([
    ["rejects it", answering(422), "refused", 422],
    ["redirects to a private address", answering(302, { Location: "http://169.254.169.254/latest/" }), "redirect", 302],
  ])("fails when the receiver %s", async (_, answer, trouble, code) => {
    await queue();
    at.receiver.answer = answer;
    await deliver();
    expect(at.ended).toMatchObject([{ trouble, status: code, answer: null }]);
    expect(await row()).toMatchObject({ state: "failed", trouble, body: null, dueAt: null });
    expect(at.receiver.heard).toHaveLength(1);
  });

  test("fails at once when its address is private by now", async () => {
    await queue([{ url: "https://shop.example/" }]);
    await deliver(publicPost({ resolve: async () => ["10.0.0.1"] }));
    expect(at.ended).toMatchObject([{ trouble: "private-address", status: null }]);
  });

  test("has an answer of 64 KB at most", async () => {
    await queue();
    at.receiver.answer = (_, response) => void response.end(`"${"x".repeat(10_000_000)}"`);
    await deliver();
    expect(await row()).toMatchObject({ state: "delivered", answer: `"${"x".repeat(1_999)}` });
    const usage = await prisma.outgoingUsage.findFirstOrThrow();
    expect(Number(usage.bytes)).toBeLessThan(1_000_000);
  });

  test("is sent again when its worker died between the claim and the answer, and only the second result counts", async () => {
    await queue();
    let release = () => {};
    at.receiver.answer = (_, response) => {
      release = () => void response.end('{"points":1}');
    };
    const dead = deliver();
    await at.receiver.until(1);
    await deliver();
    expect(at.receiver.heard).toHaveLength(1);
    clock.advance(30 * SECOND);
    at.receiver.answer = (_, response) => void response.end('{"points":2}');
    await deliver();
    release();
    await dead;
    expect(at.receiver.heard).toHaveLength(2);
    expect(new Set(at.receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(at.ended).toMatchObject([{ answer: { points: 2 } }]);
    expect(await row()).toMatchObject({ answer: { points: 2 } });
  });

  test("is given up after a day of failures", async () => {
    await queue();
    at.receiver.answer = answering(500);
    for (let hour = 0; hour < 30; hour += 1) {
      for (let attempt = 0; attempt < 3; attempt += 1) await deliver();
      clock.advance(HOUR);
    }
    expect(at.ended).toMatchObject([{ trouble: "server-error" }]);
    expect(at.receiver.heard.length).toBeGreaterThan(6);
    expect(at.receiver.heard.length).toBeLessThan(20);
  });

  test("is dropped when its shop has uninstalled", async () => {
    await queue();
    await prisma.shop.updateMany({ data: { uninstalledAt: clock.now() } });
    await deliver();
    expect(at.receiver.heard).toEqual([]);
    expect(at.ended).toMatchObject([{ trouble: "uninstalled" }]);
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
