import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type ConsentStatus, NEVER_DECIDED } from "./decision.ts";
import { expireRequests } from "./expire-requests.ts";
import { isWorthAsking, openRequests } from "./open-requests.ts";
import { type ConsentDecision, recordConsent } from "./record.ts";
import { requireDoubleOptIn } from "./require-double-opt-in.ts";

const ctx = aContext();
const { db } = ctx;
const { everyShop: prisma } = db;
const HOUR = 3_600_000;
beforeEach(emptyDatabase);

type Person = Awaited<ReturnType<typeof aSubscriber>>;

const stranger = () => aSubscriber(db, { marketing: "never", marketingAt: null });
const marketingOf = async ({ id }: Person) => (await prisma.subscriber.findFirstOrThrow({ where: { id } })).marketing;
const record = (decision: Omit<ConsentDecision, "occurredAt">) =>
  db.transaction((tx) => recordConsent(tx, ctx, [{ ...decision, occurredAt: ctx.clock.now() }]));

/** Signs up in a form, which is to be confirmed. Returns how many questions are to be texted. */
async function signUp({ shopId, id: subscriberId }: Person): Promise<number> {
  ctx.clock.advance(1_000);
  const signUps = { shopId, subscriberId, state: "pending", source: "sign-up-form", doubleOptIn: "asked" } as const;
  const outcomes = await record(signUps);
  const asked = outcomes.map((outcome) => ({ outcome, source: "sign-up-form" as const, at: ctx.clock.now() }));
  return (await db.transaction((tx) => openRequests(tx, ctx, asked))).length;
}

function answer({ shopId, id: subscriberId }: Person, state: "subscribed" | "unsubscribed" = "subscribed") {
  ctx.clock.advance(1_000);
  return record({ shopId, subscriberId, state, source: "inbound-text" });
}

const states = async () => (await prisma.optInRequest.findMany({ orderBy: { askedAt: "asc" } })).map((it) => it.state);
const lastEntry = async ({ id }: Person) =>
  prisma.consentEvent.findFirst({ where: { subscriberId: id }, orderBy: { occurredAt: "desc" } });

describe("a question for double opt-in", () => {
  test("is asked once at a time, for as long as the shop waits for answers", async () => {
    const ada = await stranger();
    await prisma.shopSettings.update({ where: { shopId: ada.shopId }, data: { doubleOptInHours: 5 } });
    expect([await signUp(ada), await signUp(ada)]).toEqual([1, 0]);
    const [request] = await prisma.optInRequest.findMany();
    expect((request?.expiresAt.getTime() ?? 0) - (request?.askedAt.getTime() ?? 0)).toBe(5 * HOUR);
    expect(request).toMatchObject({ state: "open", source: "sign-up-form", settledAt: null });
  });

  test("is confirmed by a yes from the phone, and the ledger says so", async () => {
    const ada = await stranger();
    await signUp(ada);
    await answer(ada);
    expect([await states(), await marketingOf(ada)]).toEqual([["confirmed"], "subscribed"]);
    expect(await lastEntry(ada)).toMatchObject({ doubleOptIn: "confirmed", scope: "all" });
  });

  test("is withdrawn by a no from any source", async () => {
    const [ada, bob] = [await stranger(), await stranger()];
    await signUp(ada);
    await answer(ada, "unsubscribed");
    await signUp(bob);
    await record({ shopId: bob.shopId, subscriberId: bob.id, state: "unsubscribed", source: "merchant" });
    expect(await states()).toEqual(["withdrawn", "withdrawn"]);
    expect(await lastEntry(ada)).toMatchObject({ doubleOptIn: null });
  });

  test("is not answered by a yes of another kind, nor after its time, nor by someone else", async () => {
    const [ada, bob] = [await stranger(), await stranger()];
    await signUp(ada);
    await answer(bob);
    await record({ shopId: ada.shopId, subscriberId: ada.id, state: "subscribed", source: "checkout" });
    ctx.clock.advance(73 * HOUR);
    await answer(ada);
    expect(await states()).toEqual(["open"]);
    expect(await lastEntry(ada)).toMatchObject({ state: "subscribed", doubleOptIn: null });
  });

  test("is not asked more than three times in thirty days", async () => {
    const ada = await stranger();
    const asked: number[] = [];
    for (let i = 0; i < 4; i++) {
      asked.push(await signUp(ada));
      ctx.clock.advance(80 * HOUR);
      await expireRequests(ctx);
    }
    expect(asked).toEqual([1, 1, 1, 0]);
    ctx.clock.advance(30 * 24 * HOUR);
    expect(await signUp(ada)).toBe(1);
  });
});

describe("a question that no one answers", () => {
  test("ends, and the person is as if they had never been asked", async () => {
    const [ada, bob] = [await stranger(), await stranger()];
    await signUp(ada);
    ctx.clock.advance(71 * HOUR);
    await signUp(bob);
    ctx.clock.advance(HOUR);
    expect(await expireRequests(ctx)).toBe(false);
    expect([await marketingOf(ada), await marketingOf(bob)]).toEqual(["never", "pending"]);
    expect(await states()).toEqual(["expired", "open"]);
    const { expiresAt } = await prisma.optInRequest.findFirstOrThrow({ where: { subscriberId: ada.id } });
    expect(await lastEntry(ada)).toMatchObject({
      state: "expired",
      doubleOptIn: "expired",
      source: "sign-up-form",
      applied: true,
      occurredAt: expiresAt,
    });
    await expireRequests(ctx);
    expect(await prisma.consentEvent.count({ where: { state: "expired" } })).toBe(1);
  });

  test("ends nothing for who has agreed otherwise since", async () => {
    const ada = await stranger();
    await signUp(ada);
    ctx.clock.advance(1_000);
    await record({ shopId: ada.shopId, subscriberId: ada.id, state: "subscribed", source: "checkout" });
    ctx.clock.advance(80 * HOUR);
    await expireRequests(ctx);
    expect(await marketingOf(ada)).toBe("subscribed");
  });
});

test("people who never decided or once said no can be asked, but neither subscribers nor people who texted STOP", () => {
  const stop = { by: "text" as const, at: new Date() };
  const outcome = (marketing: ConsentStatus["marketing"], given: Partial<ConsentStatus> = {}) => ({
    stale: null,
    before: { ...NEVER_DECIDED, marketing, ...given },
  });
  expect(isWorthAsking(outcome("never"))).toBe(true);
  expect(isWorthAsking(outcome("pending"))).toBe(true);
  expect(isWorthAsking({ ...outcome("unsubscribed"), stale: "awaits-confirmation" })).toBe(true);
  expect(isWorthAsking({ ...outcome("subscribed"), stale: "awaits-confirmation" })).toBe(false);
  expect(isWorthAsking(outcome("subscribed"))).toBe(false);
  expect(isWorthAsking({ ...outcome("unsubscribed", { stop }), stale: "awaits-confirmation" })).toBe(false);
  for (const stale of ["already-recorded", "older-news", "opted-out-by-text", "refused-here"] as const)
    expect(isWorthAsking({ ...outcome("unsubscribed"), stale })).toBe(false);
});

describe("whether a yes counts at once", () => {
  const told = ({ shopId, id: subscriberId }: Person, state: ConsentDecision["state"] = "subscribed") => ({
    ...{ shopId, subscriberId, state, source: "sign-up-form" as const, optInLevel: null },
    occurredAt: ctx.clock.now(),
  });
  const german = { kind: "area-code", country: "DE", region: null, timeZones: [], seenAt: new Date().toISOString() };

  test("is decided by the person's countries and the shop's setting, each for itself", async () => {
    const ada = await stranger();
    const gert = await aSubscriber(db, { marketing: "never", marketingAt: null, places: [german] });
    const bob = await stranger();
    await prisma.shopSettings.update({ where: { shopId: bob.shopId }, data: { doubleOptIn: "forms" } });
    const decisions = await db.transaction((tx) =>
      requireDoubleOptIn(tx, [told(ada), told(gert), told(bob), told(gert, "unsubscribed")]),
    );
    expect(decisions.map(({ state, doubleOptIn = null }) => [state, doubleOptIn])).toEqual([
      ["subscribed", null],
      ["pending", "asked"],
      ["pending", "asked"],
      ["unsubscribed", null],
    ]);
  });
});
