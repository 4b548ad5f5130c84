import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { stopAtOnce } from "#app/callbacks/stop-at-once";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { suppressPhones } from "#domain/consent/suppress";
import { decideReview } from "#domain/conversations/reply-review/decide";
import { createIntake } from "#domain/intake/accept";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { ConsentInEvent, StoreEvent } from "#domain/intake/store-event";
import { workIntake } from "#domain/intake/work";
import { newId } from "#platform/ids";
import { twilioProvider } from "#providers/twilio";
import { inboundWorker } from "../../workers/queues/intake-inbound.ts";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { anImport } from "../factories/import.ts";
import { aSender } from "../factories/sender.ts";
import { aPerson, checkoutEvent } from "../factories/store-event.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
const { db } = ctx;
const PHONE = "+12125550142";
const OTHER_PHONE = "+12125550143";
/** Two shops hold it one after the other. */
const NUMBER = "+16465550100";
const providers = { twilio: twilioProvider({ accountSid: "AC", authToken: "t", apiUrl: "http://127.0.0.1:9" }) };

beforeEach(emptyDatabase);

/** 0: the shop that released the number; 1: the one that holds it. */
type Which = 0 | 1;

type Act = { shop: Which } & Deed;

type Deed =
  | { kind: "text"; words: "STOP" | "START" | "YES" | "stop texting me" | "not interested" | "HELP" | "hello" }
  | {
      kind: "news";
      source: ConsentInEvent["source"];
      state: ConsentInEvent["state"];
      skewHours: number;
      customerId: string;
    }
  | { kind: "merchant-no" }
  | { kind: "provider-no" }
  | { kind: "review"; to: "kept" | "open" | "opted-out" }
  | { kind: "erase" }
  | { kind: "import"; list: "subscribers" | "suppressions" }
  | { kind: "merge"; keptId: string; goneId: string }
  | { kind: "holder-texts" };

const deed: fc.Arbitrary<Deed> = fc.oneof(
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
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      list: fc.constantFrom("subscribers", "subscribers", "suppressions" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(["1", "2"], ["2", "1"]).map(([keptId = "", goneId = ""]) => ({
      kind: "merge" as const,
      keptId,
      goneId,
    })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "holder-texts" as const }) },
);

const act: fc.Arbitrary<Act> = fc
  .tuple(fc.constantFrom(0, 0, 1 as Which), deed)
  .map(([shop, it]) => ({ ...it, shop: shop as Which }));

/** A text from the phone to the number, taken in at the endpoint and read by the worker, and told twice as a provider may. */
async function writes(words: string): Promise<void> {
  const intake = createIntake(ctx, { onInbound: stopAtOnce(ctx, providers) });
  const form = new URLSearchParams({ MessageSid: `SM${newId()}`, From: PHONE, To: NUMBER, Body: words });
  const sourceKey = newId();
  for (const _ of [1, 2])
    await intake.accept({
      ...{ kind: "inbound", source: "twilio", topic: "inbound", shopDomain: null, shopId: null, triggeredAt: null },
      ...{ sourceKey, url: "https://app.test/callbacks/twilio/inbound", body: Buffer.from(form.toString()) },
    });
  await workIntake(ctx, "inbound", inboundWorker(ctx, providers));
}

/** Two shops that held the number one after the other, and the phone that the first of them has texted. */
async function twoShops(doubleOptIn: string) {
  const long = new Date(TUESDAY_MORNING.getTime() - 100 * 86_400_000);
  const released = { releasedAt: new Date(TUESDAY_MORNING.getTime() - 60_000), state: "released" };
  const before = await aSender(db, { phone: NUMBER, createdAt: long, ...released });
  const holder = await aSender(db, { phone: NUMBER, createdAt: long });
  const shops = [await aShopOf(before, doubleOptIn), await aShopOf(holder, doubleOptIn)] as const;
  await shops[0].texts();
  /** Who texted the phone last: what it writes is meant for that shop. */
  let meant: Which = 0;

  async function perform(it: Act): Promise<void> {
    ctx.clock.advance(60_000);
    if (it.kind === "text") {
      await writes(it.words);
      shops[meant].hears(it.words);
    } else if (it.kind === "holder-texts") {
      await shops[1].texts();
      meant = 1;
    } else await shops[it.shop].perform(it);
    for (const shop of shops) await shop.hearsAllAgain();
  }

  return { perform, shops, isMeant: (shop: Which) => shop === meant };
}

/** One shop's side of it, and whether the person's last own word to it was a STOP. */
async function aShopOf({ shopId, id: senderId }: { shopId: string; id: string }, doubleOptIn: string) {
  await db.prisma.shopSettings.updateMany({ where: { shopId }, data: { doubleOptIn } });
  await aSubscriber(db, { shopId, phone: OTHER_PHONE, customerId: "2" });
  const replay: StoreEvent[] = [];
  let stopStands = false;
  const ofPhone = { shopId, phoneHash: ctx.hashPhone(PHONE) };

  async function texts(): Promise<void> {
    const known = await db.prisma.subscriber.findFirst({ where: ofPhone });
    const person = known ?? (await aSubscriber(db, { shopId, phone: PHONE, marketing: "never", marketingAt: null }));
    const at = ctx.clock.now();
    await db.prisma.message.create({
      data: {
        ...{ shopId, senderId, subscriberId: person.id, id: newId(), sourceId: newId(), month: new Date("2026-11-01") },
        ...{ class: "campaign", purpose: "marketing", sourceKind: "campaign", state: "delivered" },
        ...{ dueAt: at, expiresAt: at, claimedAt: at, handedAt: at, createdAt: at },
      },
    });
  }

  async function news({ source, state, skewHours, customerId }: Extract<Deed, { kind: "news" }>) {
    const now = ctx.clock.now();
    const decidedAt = new Date(now.getTime() + skewHours * 3_600_000);
    const consent: ConsentInEvent = { phone: PHONE, state, source, optInLevel: null, decidedAt };
    const base = { shopId, intakeId: newId(), eventAt: now, consent };
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

  function hears(words: string): void {
    if (words === "STOP" || words === "stop texting me") stopStands = true;
    if (words === "START") stopStands = false;
  }

  async function imports(list: "subscribers" | "suppressions"): Promise<void> {
    await anImport(ctx, { shopId, kind: list, file: `Phone\n${PHONE}\n` });
    // A no in a file may be a STOP that was texted to another provider.
    if (list === "suppressions") stopStands = true;
  }

  async function perform(it: Deed): Promise<void> {
    if (it.kind === "news") await news(it);
    const person = await db.prisma.subscriber.findFirst({ where: ofPhone });
    if (it.kind === "merchant-no" && person) await optOutByMerchant(ctx, shopId, person.id);
    if (it.kind === "provider-no") {
      await db.transaction((tx) =>
        suppressPhones(tx, ctx, [{ shopId, phone: PHONE, reason: "opted-out-at-provider" }]),
      );
      stopStands = true;
    }
    if (it.kind === "review") {
      const reply = await db.prisma.replyReview.findFirst({ where: { shopId }, orderBy: { receivedAt: "desc" } });
      // The person's own word may have settled it: then the merchant is refused.
      if (reply) await decideReview(ctx, { shopId, replyId: reply.id, to: it.to, by: "merchant" }).catch(refusal);
    }
    if (it.kind === "erase") {
      const event: StoreEvent = {
        ...{ kind: "redact-customer", shopId, intakeId: newId(), eventAt: ctx.clock.now() },
        ...{ customerId: null, phone: PHONE, email: null, orderIds: [] },
      };
      await db.transaction((tx) => applyStoreEvents(tx, ctx, [event]));
    }
    if (it.kind === "import") await imports(it.list);
    if (it.kind === "merge") {
      const { keptId, goneId } = it;
      const base = { shopId, intakeId: newId(), eventAt: ctx.clock.now() };
      const event: StoreEvent = { ...base, kind: "customers-merged", keptId, goneId };
      replay.push(event);
      await db.transaction((tx) => applyStoreEvents(tx, ctx, [event]));
    }
  }

  /** What was told before comes again, in the opposite order. */
  async function hearsAllAgain(): Promise<void> {
    if (replay.length > 0)
      await db.transaction((tx) =>
        applyStoreEvents(tx, ctx, replay.map((e) => ({ ...e, intakeId: newId() })).reverse()),
      );
  }

  async function readStatus() {
    const [person, suppressed, planned] = await Promise.all([
      db.prisma.subscriber.findFirst({ where: ofPhone }),
      db.prisma.suppression.findFirst({ where: { ...ofPhone, liftedAt: null, reason: { startsWith: "opted-out" } } }),
      db.prisma.message.findMany({
        where: { shopId, state: { not: "delivered" } },
        select: { id: true, occurrence: true },
        orderBy: { id: "asc" },
      }),
    ]);
    return { marketing: person?.marketing ?? "never", isSuppressed: suppressed !== null, planned };
  }

  return { perform, texts, hears, hearsAllAgain, readStatus, isStopped: () => stopStands };
}

function refusal(error: { code?: string }): void {
  if (error.code !== "reply-closed" && error.code !== "another-reply-open") throw error;
}

test("after a STOP only the person's own text makes them subscribed again, and no other text is planned meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 2, maxLength: 9 }),
      fc.constantFrom("where-required", "forms", "forms-and-checkout"),
      async (acts, doubleOptIn) => {
        await emptyDatabase();
        ctx.clock.set(TUESDAY_MORNING);
        const world = await twoShops(doubleOptIn);
        for (const it of acts) {
          const before = await Promise.all(world.shops.map((shop) => shop.readStatus()));
          const wasStopped = world.shops.map((shop) => shop.isStopped());
          await world.perform(it);
          for (const [i, shop] of world.shops.entries()) {
            const after = await shop.readStatus();
            if (shop.isStopped())
              expect([after.isSuppressed, ["subscribed", "pending"].includes(after.marketing)]).toEqual([true, false]);
            const isOwnWord = it.kind === "text" ? world.isMeant(i as Which) : it.kind === "review" && it.shop === i;
            if (wasStopped[i] && !isOwnWord) expect(after.planned).toEqual(before[i]?.planned);
            // What one shop does, or is told, is nothing to the other.
            const isTouched =
              it.kind === "text" ? world.isMeant(i as Which) : it.kind !== "holder-texts" && it.shop === i;
            if (!isTouched) expect(after.isSuppressed).toEqual(before[i]?.isSuppressed);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
