import { recordConsent } from "#domain/consent/record";
import type { Context } from "#domain/context";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import type { CheckedShop } from "./install-story.ts";

/** So many numbers in Chicago, from this one on. */
export function phonesFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1312${String(first + index)}`);
}

/** These people ask for texts on a sign-up form, and carry a tag. */
export async function subscribePeople(ctx: Context, shop: CheckedShop, phones: string[], tag: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const people = phones.flatMap((raw) => {
      const phone = toPhoneNumber(raw, null);
      return phone ? [{ shopId: shop.id, phone, tags: [tag], seenAt: now }] : [];
    });
    const idOf = await upsertSubscribers(tx, ctx, people);
    const decisions = people.map(({ phone }) => ({
      shopId: shop.id,
      subscriberId: idOf(shop.id, phone),
      state: "subscribed" as const,
      source: "sign-up-form" as const,
      textShown: "Text me when new teas arrive.",
      occurredAt: now,
    }));
    await recordConsent(tx, ctx, decisions);
  });
}
