import { expect, test } from "vitest";
import { openApiRig } from "./rig.ts";

const { ctx, url, aCaller } = await openApiRig();
const WORDS = "Text me news and offers from Harbor Candles";
const signUp = (phone: string, more: object = {}) => ({
  phone,
  consent: { wordsShown: WORDS, collectedAt: ctx.clock.now().toISOString() },
  ...more,
});
const people = (shopId: string) => ctx.db.prisma.subscriber.count({ where: { shopId } });

test("the same request under the same key is done once and answered alike", async () => {
  const { shopId, call } = await aCaller();
  const request = { body: signUp("+12125550123"), idempotencyKey: "ada@x.test" };
  const first = await call("addSubscriber", request);
  const second = await call("addSubscriber", request);
  expect(first.status).toBe(201);
  expect([second.status, second.body]).toEqual([201, first.body]);
  expect(second.headers.get("Idempotency-Replayed")).toBe("true");
  expect(await ctx.db.everyShop.consentEvent.count({ where: { shopId } })).toBe(1);
  const kept = JSON.stringify(await ctx.db.everyShop.apiAnswer.findMany());
  expect(kept).not.toMatch(/ada@|5550123/);
});

test("a key that was used for another request is refused, and a store's keys are its own", async () => {
  const [one, two] = [await aCaller(), await aCaller()];
  await one.call("addSubscriber", { body: signUp("+12125550123"), idempotencyKey: "1" });
  const other = { body: signUp("+12125550124"), idempotencyKey: "1" };
  expect(await one.call("addSubscriber", other)).toMatchObject({
    status: 422,
    body: { type: expect.stringContaining("idempotency-key-reused") },
  });
  expect(await people(one.shopId)).toBe(1);
  expect((await two.call("addSubscriber", other)).status).toBe(201);
});

test("many of the same request at one moment have one effect", async () => {
  const { shopId, call } = await aCaller();
  const request = { body: signUp("+12125550123"), idempotencyKey: "1" };
  const answers = await Promise.all(Array.from({ length: 12 }, () => call("addSubscriber", request)));
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  for (const { status } of answers) expect([201, 409]).toContain(status);
  expect(await ctx.db.everyShop.consentEvent.count({ where: { shopId } })).toBe(1);
});

test("a refused request has done nothing, and its key may be used again", async () => {
  const { shopId, call } = await aCaller();
  const refused = await call("addSubscriber", { body: signUp("12"), idempotencyKey: "1" });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/phone" }] } });
  expect(await people(shopId)).toBe(0);
  expect((await call("addSubscriber", { body: signUp("+12125550123"), idempotencyKey: "1" })).status).toBe(201);
});

test("after a day a key is forgotten", async () => {
  const { call } = await aCaller();
  await call("addSubscriber", { body: signUp("+12125550123"), idempotencyKey: "1" });
  ctx.clock.advance(24 * 3_600_000 + 1);
  expect((await call("addSubscriber", { body: signUp("+12125550124"), idempotencyKey: "1" })).status).toBe(201);
});

test("a request without its Idempotency-Key says so", async () => {
  const { call } = await aCaller();
  const answer = await call("addSubscriber", { body: signUp("+12125550123"), headers: { "Idempotency-Key": "" } });
  expect(answer).toMatchObject({ status: 400, body: { type: expect.stringContaining("idempotency-key-missing") } });
});

test.each([
  ["no JSON", "{", 415],
  ["nothing", "", 415],
  ["a list", "[]", 422],
  ["null", "null", 422],
  ["a text", '"+12125550123"', 422],
  ["a hundred thousand brackets", "[".repeat(60_000), 415],
  ["a field that no one knows", '{"phone":"+12125550123","admin":true}', 422],
  ["two ways to name a person", '{"phone":"+12125550123","email":"a@b.c"}', 422],
  ["a number as text's place", '{"phone":12125550123}', 422],
  ["more than 64 KB", JSON.stringify({ phone: "1".repeat(70_000) }), 413],
])("a body with %s is a problem that says what to do", async (_, body, status) => {
  const { call } = await aCaller();
  const answer = await call("findSubscribers", { body });
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toMatch(/\w/);
});

test("a body of another type is refused", async () => {
  const { call } = await aCaller();
  const answer = await call("findSubscribers", {
    body: { phone: "+12125550123" },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status).toBe(415);
});

test("names in a body that mean something to JavaScript mean nothing here", async () => {
  const { call } = await aCaller();
  const body =
    '{"id":"1","name":"x","person":{"phone":"+12125550123"},"properties":{"__proto__":{"a":1},"constructor":1}}';
  expect([202, 422]).toContain((await call("sendEvents", { body })).status);
  expect(Object.hasOwn(Object.prototype, "a")).toBe(false);
});

test.each([
  ["/api/v1/nothing", "GET", 404],
  ["/api/v1/subscribers/1", "GET", 404],
  ["/api/v1/subscribers/%2e%2e", "GET", 404],
  ["/api/v2/events", "POST", 404],
  ["/api/v1/events", "GET", 405],
  ["/api/problems/invalid", "GET", 200],
  ["/api/problems/__proto__", "GET", 404],
  ["/api/v1/openapi.json", "GET", 200],
])("%s by %s is answered with %i", async (path, method, status) => {
  const { secret } = await aCaller();
  const response = await fetch(`${url}${path}`, { method, headers: { Authorization: `Bearer ${secret}` } });
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(/\w/);
});
