import { expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig();
const PHONE = "+12125550123";
const consent = (more: object = {}) => ({
  ...{ wordsShown: "Text me news and offers", collectedAt: ctx.clock.now().toISOString() },
  ...{ pageUrl: "https://quiz.test/end", ip: "203.0.113.7", ...more },
});

test("a person is added with the evidence of their consent, and found again", async () => {
  const { shopId, call } = await aCaller();
  const added = await call("addSubscriber", {
    body: { phone: "(212) 555-0123", email: "ada@x.test", consent: consent() },
  });
  expect(added).toMatchObject({ status: 201, body: { marketing: "subscribed", blockedBecause: null } });
  expect(await ctx.db.prisma.consentEvent.findMany({ where: { shopId } })).toMatchObject([
    { state: "subscribed", textShown: "Text me news and offers", ip: "203.0.113.7" },
  ]);
  const { id } = added.body;
  for (const body of [{ phone: PHONE }, { email: "ADA@x.test" }])
    expect(await call("findSubscribers", { body })).toMatchObject({ body: { subscribers: [{ id, phone: PHONE }] } });
  expect(await call("getSubscriber", { path: { subscriberId: id } })).toMatchObject({ body: { email: "ada@x.test" } });
});

test("where double opt-in is asked for, the person is asked by text and not subscribed", async () => {
  const { shopId, call } = await aCaller();
  await aSender(ctx.db, { shopId });
  await ctx.db.prisma.shopSettings.update({ where: { shopId }, data: { doubleOptIn: "forms" } });
  expect(await call("addSubscriber", { body: { phone: PHONE, consent: consent() } })).toMatchObject({
    body: { marketing: "pending", isAskedToConfirm: true },
  });
  expect(await ctx.db.prisma.message.count({ where: { shopId } })).toBe(1);
});

test("after a STOP the API brings no one back and causes no text of any kind", async () => {
  const { shopId, call } = await aCaller();
  await aSender(ctx.db, { shopId });
  const person = await aSubscriber(ctx.db, { shopId, phone: PHONE });
  const stop = { shopId, subscriberId: person.id, state: "unsubscribed", source: "inbound-text" } as const;
  await ctx.db.transaction((tx) => recordConsent(tx, ctx, [{ ...stop, occurredAt: ctx.clock.now() }]));
  ctx.clock.advance(60_000);
  expect(await call("addSubscriber", { body: { phone: PHONE, consent: consent() } })).toMatchObject({
    status: 201,
    body: { id: person.id, marketing: "unsubscribed", isAskedToConfirm: false, blockedBecause: "opted-out" },
  });
  expect(await ctx.db.prisma.message.count({ where: { shopId } })).toBe(0);
});

test("one number is signed up three times an hour at most", async () => {
  const { call } = await aCaller();
  const add = () => call("addSubscriber", { body: { phone: PHONE, consent: consent() } });
  for (let n = 0; n < 3; n += 1) expect((await add()).status).toBe(201);
  expect((await add()).status).toBe(429);
});

test("consent without the words, or from the future, is not taken as it is told", async () => {
  const { shopId, call } = await aCaller();
  const noWords = await call("addSubscriber", {
    body: { phone: PHONE, consent: { collectedAt: "2026-11-01T10:00:00Z" } },
  });
  expect(noWords).toMatchObject({ status: 422, body: { errors: [{ pointer: "/consent/wordsShown" }] } });
  await call("addSubscriber", { body: { phone: PHONE, consent: consent({ collectedAt: "2027-11-01T10:00:00Z" }) } });
  expect(await ctx.db.prisma.consentEvent.findFirst({ where: { shopId } })).toMatchObject({
    occurredAt: ctx.clock.now(),
  });
});

test("an erased person is not found", async () => {
  const { shopId, call } = await aCaller();
  const person = await aSubscriber(ctx.db, { shopId, redactedAt: ctx.clock.now() });
  expect((await call("getSubscriber", { path: { subscriberId: person.id } })).status).toBe(404);
});
