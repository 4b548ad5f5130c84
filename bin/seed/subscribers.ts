import { type ConsentDecision, recordConsent } from "#domain/consent/record";
import type { Context } from "#domain/context";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { type KnownPerson, upsertSubscribers } from "#domain/subscribers/upsert";
import type { Chance } from "./chance.ts";
import type { StoreCustomer } from "./store.ts";

const DAY_MS = 86_400_000;
/** The store has collected numbers for so long. */
export const DAYS = 75;
const OPTED_OUT = 0.035;

const BOX = "Text me with news and offers from Fernhill Supply. Msg frequency varies. Reply STOP to opt out.";
const FORM =
  "Get 10% off your first order: enter your number to get texts from Fernhill Supply. Consent is not a condition of purchase. Reply STOP to opt out.";

export interface Life {
  customer: StoreCustomer;
  joinedAt: Date;
  leftAt: Date | null;
}

/** When each customer who agreed to texts did so, and when some of them texted STOP. More of them lately: a shop grows. */
export function livesOf(customers: StoreCustomer[], now: Date, chance: Chance): Life[] {
  const agreed = customers.filter((customer) => customer.smsConsent.state === "SUBSCRIBED");
  return agreed.map((customer) => {
    const ageMs = DAYS * DAY_MS * chance.draw() ** 1.6;
    const joinedAt = new Date(now.getTime() - ageMs);
    const leftAt = chance.isLucky(OPTED_OUT) ? new Date(joinedAt.getTime() + chance.draw() * ageMs) : null;
    return { customer, joinedAt, leftAt };
  });
}

/**
 * Lets time pass from one moment to another: people subscribe, with the evidence of their day, and text STOP, through the
 * same verbs that news from outside takes.
 */
export async function passTime(
  ctx: Context,
  shopId: string,
  lives: Life[],
  [from, to]: [Date, Date],
  chance: Chance,
): Promise<void> {
  const joining = lives.filter(({ joinedAt }) => joinedAt >= from && joinedAt < to);
  for (const joined of Map.groupBy(joining, ({ joinedAt }) => dayOf(joinedAt)).values())
    await join(ctx, shopId, joined, chance);
  await leave(
    ctx,
    shopId,
    lives.filter(({ leftAt }) => leftAt !== null && leftAt >= from && leftAt < to),
  );
}

async function join(ctx: Context, shopId: string, lives: Life[], chance: Chance): Promise<void> {
  const [first] = lives;
  if (!first) return;
  const then = { ...ctx, clock: { now: () => first.joinedAt } };
  await ctx.db.transaction(async (tx) => {
    const people = lives.map((life) => personOf(shopId, life));
    const idOf = await upsertSubscribers(tx, then, people);
    const decisions = lives.map(({ joinedAt }, i): ConsentDecision => {
      const isForm = chance.isLucky(0.4);
      return {
        shopId,
        subscriberId: idOf(shopId, people[i]?.phone ?? ""),
        state: "subscribed",
        source: isForm ? "sign-up-form" : "checkout",
        textShown: isForm ? FORM : BOX,
        formVersion: isForm ? "welcome-10 v3" : null,
        // 203.0.113.0/24 is for documentation (RFC 5737).
        ip: isForm ? `203.0.113.${chance.between(1, 255)}` : null,
        occurredAt: joinedAt,
      };
    });
    await recordConsent(tx, then, decisions);
  });
}

async function leave(ctx: Context, shopId: string, lives: Life[]): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const people = lives.map((life) => personOf(shopId, life));
    const idOf = await upsertSubscribers(tx, ctx, people);
    await recordConsent(
      tx,
      ctx,
      lives.map(({ leftAt, joinedAt }, i) => ({
        shopId,
        subscriberId: idOf(shopId, people[i]?.phone ?? ""),
        state: "unsubscribed",
        source: "inbound-text",
        textShown: "STOP",
        occurredAt: leftAt ?? joinedAt,
      })),
    );
  });
}

function personOf(shopId: string, { customer, joinedAt }: Life): KnownPerson {
  const phone = toPhoneNumber(customer.phone ?? "", "US");
  if (phone === null) throw new Error(`The store gave ${customer.phone} as a number.`);
  const { firstName, lastName, email, tags, address } = customer;
  const shipping = address && { country: address.countryCode, region: address.provinceCode };
  return {
    shopId,
    phone,
    customerId: String(customer.id),
    firstName,
    lastName,
    email,
    tags,
    shipping,
    seenAt: joinedAt,
  };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
