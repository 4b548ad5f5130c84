import { beforeEach, describe, expect, test } from "vitest";
import { expireRequests } from "#domain/consent/expire-requests";
import { recordConsent } from "#domain/consent/record";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { aKeyword } from "../../test/factories/keyword.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { receiveTexts } from "./receive.ts";

const ctx = aContext();
const { db, clock } = ctx;
beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const HOUR_MS = 3_600_000;
const nobody = { email: null, firstName: null, lastName: null, shipping: null, billing: null };

/** A new person of a shop whose join keyword asks for a YES, as does its form; and what they and the store do. */
async function aPerson() {
  const { shopId, senderId, provider, phone, intakeId } = await anInboundText(db);
  await aKeyword(ctx, shopId, { joins: true, asksFirst: true });
  await db.prisma.shopSettings.updateMany({ where: { shopId }, data: { doubleOptIn: "forms" } });
  const person = () => db.prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
  const text = async (body: string) => {
    clock.advance(60_000);
    const it = { shopId, senderId, provider, phone, intakeId, body, providerId: newId(), receivedAt: clock.now() };
    await db.transaction((tx) => receiveTexts(tx, ctx, [it]));
  };
  return {
    marketing: async () => (await person()).marketing,
    says: text,
    "texts the keyword": () => text("GLOW"),
    "signs up in a form": async () => {
      clock.advance(60_000);
      const decidedAt = clock.now();
      const consent = { phone, state: "subscribed", source: "sign-up-form", optInLevel: null, decidedAt } as const;
      const news = { shopId, intakeId: newId(), eventAt: decidedAt, kind: "sign-up", seenFrom: null } as const;
      await db.transaction((tx) =>
        applyStoreEvents(tx, ctx, [{ ...news, person: { customerId: null, phone, ...nobody }, consent }]),
      );
    },
    "is asked by the store": async () => {
      clock.advance(60_000);
      const { id: subscriberId } = await person();
      const asked = { shopId, subscriberId, state: "pending", source: "shopify", occurredAt: clock.now() } as const;
      await db.transaction((tx) => recordConsent(tx, ctx, [asked]));
    },
    "lets the question lapse": async () => {
      clock.advance(80 * HOUR_MS);
      await expireRequests(ctx);
    },
  };
}

type Step = Exclude<keyof Awaited<ReturnType<typeof aPerson>>, "marketing" | "says">;

const KEYWORD: Step = "texts the keyword";
const FORM: Step = "signs up in a form";
const LAPSE: Step = "lets the question lapse";
const STORE: Step = "is asked by the store";
const threeTimes = (step: Step): Step[] => [step, LAPSE, step, LAPSE, step, LAPSE];

describe("a YES subscribes only who is being asked", () => {
  test.each<{ steps: Step[]; before: string; after: string }>([
    { steps: [KEYWORD], before: "pending", after: "subscribed" },
    { steps: [FORM], before: "pending", after: "subscribed" },
    { steps: [KEYWORD, FORM], before: "pending", after: "subscribed" },
    { steps: [KEYWORD, LAPSE], before: "never", after: "never" },
    // Asked three times this month: no fourth question is texted, and there is nothing to say yes to.
    { steps: [...threeTimes(KEYWORD), KEYWORD], before: "pending", after: "pending" },
    { steps: [...threeTimes(FORM), FORM], before: "pending", after: "pending" },
    { steps: [...threeTimes(KEYWORD), FORM], before: "pending", after: "pending" },
    { steps: [...threeTimes(FORM), KEYWORD], before: "pending", after: "pending" },
    // Such a sign-up ends when a question would have.
    { steps: [...threeTimes(FORM), FORM, LAPSE], before: "never", after: "never" },
    { steps: [...threeTimes(KEYWORD), KEYWORD, LAPSE], before: "never", after: "never" },
    // The store's own question is its own, and has no end that we know of.
    { steps: [KEYWORD, LAPSE, STORE], before: "pending", after: "subscribed" },
    { steps: [...threeTimes(FORM), FORM, STORE], before: "pending", after: "subscribed" },
    { steps: [...threeTimes(FORM), STORE, FORM], before: "pending", after: "pending" },
  ])("who $steps: from $before to $after", async ({ steps, before, after }) => {
    const person = await aPerson();
    for (const step of steps) await person[step]();
    expect(await person.marketing()).toBe(before);
    await person.says("yes");
    expect(await person.marketing()).toBe(after);
  });
});
