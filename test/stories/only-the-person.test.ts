import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { suppress } from "#domain/consent/suppress";
import { receiveTexts } from "#domain/conversations/receive";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import { decideUnsure } from "#domain/conversations/unsure/decide";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { ConsentNews, StoreEvent } from "#domain/intake/store-event";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { aSender } from "../factories/sender.ts";
import { aPerson, checkoutEvent } from "../factories/store-event.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
const { db } = ctx;
const PHONE = "+12125550142";

beforeEach(emptyDatabase);

type Act =
  | { kind: "text"; words: "STOP" | "START" | "YES" | "stop texting me" | "not interested" | "HELP" | "hello" }
  | { kind: "news"; source: ConsentNews["source"]; state: ConsentNews["state"]; skewHours: number; customerId: string }
  | { kind: "merchant-no" }
  | { kind: "provider-no" }
  | { kind: "review"; to: "kept" | "open" | "opted-out" }
  | { kind: "erase" };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("text" as const),
      words: fc.constantFrom("STOP", "START", "YES", "stop texting me", "not interested", "HELP", "hello" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("news" as const),
      source: fc.constantFrom("checkout", "shopify", "sign-up-form" as const),
      state: fc.constantFrom("subscribed", "subscribed", "pending", "unsubscribed" as const),
      skewHours: fc.constantFrom(-1, 0, 0, 48),
      customerId: fc.constantFrom("1", "2"),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "merchant-no" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "provider-no" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("review" as const),
      to: fc.constantFrom("kept", "open", "opted-out" as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "erase" as const }) },
);

/** One shop and one phone, and what the person said last in their own words. */
async function aPhone(doubleOptIn: string) {
  const { shopId, id: senderId } = await aSender(db);
  await db.prisma.shopSettings.updateMany({ where: { shopId }, data: { doubleOptIn } });
  const replay: StoreEvent[] = [];
  let stopStands = false;

  async function text(words: string) {
    const receivedAt = ctx.clock.now();
    const delivery = { shopId, phone: PHONE, body: words };
    await db.transaction((tx) => suppressAtOnce(tx, ctx, delivery));
    const texts = [{ ...delivery, senderId, provider: "twilio", providerId: newId(), receivedAt, intakeId: newId() }];
    // Told twice, as a provider may.
    for (const _ of [1, 2]) await db.transaction((tx) => receiveTexts(tx, ctx, texts));
  }

  async function news({ source, state, skewHours, customerId }: Extract<Act, { kind: "news" }>) {
    const now = ctx.clock.now();
    const decidedAt = new Date(now.getTime() + skewHours * 3_600_000);
    const consent: ConsentNews = { phone: PHONE, state, source, optInLevel: null, decidedAt };
    const base = { shopId, intakeId: newId(), newsAt: now, consent };
    const person = aPerson({ phone: PHONE, customerId });
    const event: StoreEvent =
      source === "checkout"
        ? checkoutEvent({ ...base, token: newId(), person })
        : source === "shopify"
          ? { ...base, kind: "customer", person: { ...person, customerId } }
          : { ...base, kind: "sign-up", person, seenFrom: null };
    replay.push(event);
    await db.transaction((tx) => applyStoreEvents(tx, ctx, [event]));
  }

  async function perform(it: Act): Promise<void> {
    ctx.clock.advance(60_000);
    if (it.kind === "text") {
      await text(it.words);
      if (it.words === "STOP" || it.words === "stop texting me") stopStands = true;
      if (it.words === "START") stopStands = false;
    }
    if (it.kind === "news") await news(it);
    const person = await db.prisma.subscriber.findFirst({ where: { shopId } });
    if (it.kind === "merchant-no" && person) await optOutByMerchant(ctx, shopId, person.id);
    if (it.kind === "provider-no") {
      await db.transaction((tx) => suppress(tx, ctx, [{ shopId, phone: PHONE, reason: "opted-out-at-provider" }]));
      stopStands = true;
    }
    if (it.kind === "review") {
      const reply = await db.prisma.unsureReply.findFirst({ where: { shopId }, orderBy: { receivedAt: "desc" } });
      // The person's own word may have settled it: then the merchant is refused.
      if (reply) await decideUnsure(ctx, { shopId, replyId: reply.id, to: it.to, by: "merchant" }).catch(refusal);
    }
    if (it.kind === "erase") {
      const event: StoreEvent = {
        ...{ kind: "redact-customer", shopId, intakeId: newId(), newsAt: ctx.clock.now() },
        ...{ customerId: null, phone: PHONE, email: null, orderIds: [] },
      };
      await db.transaction((tx) => applyStoreEvents(tx, ctx, [event]));
    }
    // What was told before comes again, in the opposite order.
    if (replay.length > 0)
      await db.transaction((tx) =>
        applyStoreEvents(tx, ctx, replay.map((e) => ({ ...e, intakeId: newId() })).reverse()),
      );
  }

  async function standing() {
    const [person, suppressed, planned] = await Promise.all([
      db.prisma.subscriber.findFirst({ where: { shopId } }),
      db.prisma.suppression.findFirst({ where: { shopId, liftedAt: null, reason: { startsWith: "opted-out" } } }),
      db.prisma.message.findMany({ where: { shopId }, select: { id: true, occurrence: true } }),
    ]);
    return { marketing: person?.marketing ?? "never", isSuppressed: suppressed !== null, planned };
  }

  return { perform, standing, isStopped: () => stopStands };
}

function refusal(error: { code?: string }): void {
  if (error.code !== "reply-settled" && error.code !== "another-reply-open") throw error;
}

test("after a STOP only the person's own text makes them subscribed again, and no other text is planned meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 2, maxLength: 9 }),
      fc.constantFrom("where-required", "forms", "forms-and-checkout"),
      async (acts, doubleOptIn) => {
        await emptyDatabase();
        ctx.clock.set(TUESDAY_MORNING);
        const phone = await aPhone(doubleOptIn);
        for (const it of acts) {
          const before = await phone.standing();
          const wasStopped = phone.isStopped();
          await phone.perform(it);
          const after = await phone.standing();
          if (phone.isStopped())
            expect([after.isSuppressed, ["subscribed", "pending"].includes(after.marketing)]).toEqual([true, false]);
          const isOwnWord = it.kind === "text" || it.kind === "review";
          if (wasStopped && !isOwnWord) expect(after.planned).toEqual(before.planned);
        }
      },
    ),
    { numRuns: 60 },
  );
});
