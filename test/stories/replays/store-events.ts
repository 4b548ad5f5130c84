import { recordConsent } from "#domain/consent/record";
import { installShop } from "#domain/installations/install";
import type { Told } from "./replay-rig.ts";

export const DAY = 24 * 60;
export const word = (state: string, at: string | null) => ({
  state,
  opt_in_level: "single_opt_in",
  consent_updated_at: at,
});
export const consent = (told: Told, state: string, minute: number | null) =>
  told.body("customers_marketing_consent/update", {
    sms_marketing_consent: word(state, minute === null ? null : told.at(minute)),
  });

/** A word of the person's own: START or STOP from their phone. */
export async function text(told: Told, state: "subscribed" | "unsubscribed", minute: number): Promise<void> {
  const { db, ctx, shopId, phone } = told;
  ctx.clock.set(new Date(told.at(minute)));
  const { id: subscriberId } = await db.prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
  const decision = { shopId, subscriberId, state, source: "inbound-text" as const, occurredAt: ctx.clock.now() };
  await db.transaction((tx) => recordConsent(tx, ctx, [decision]));
}

/** Forgotten at the store's request, and a customer of it again a day later, as another record of the store's. */
export async function erasedAndBack(told: Told): Promise<void> {
  await told.deliver("customers/redact", told.body("customers/redact"), DAY);
  await comesBack(told);
}

export async function comesBack(told: Told): Promise<void> {
  const { body, deliver, at, phone, customerId } = told;
  const again = { id: customerId + 5, phone, email: null, first_name: "A.", last_name: null };
  const back = {
    ...timesOf(at, 2 * DAY),
    token: "token-again",
    cart_token: "cart-again",
    customer: again,
    email: null,
  };
  await deliver("checkouts/create", body("checkouts/create", { ...back, buyer_accepts_sms_marketing: true }), 2 * DAY);
}

export const timesOf = (at: Told["at"], minute: number) => ({ created_at: at(minute), updated_at: at(minute) });

export async function reinstalled(told: Told): Promise<void> {
  await told.deliver("app/uninstalled", told.body("app/uninstalled"), 10);
  await told.storeSays("removed", 11);
  await installedAgain(told, 60);
}

export async function installedAgain({ ctx, domain, db, shopId, at }: Told, minute: number): Promise<void> {
  ctx.clock.set(new Date(at(minute)));
  await installShop(ctx, domain);
  await db.prisma.shop.update({ where: { id: shopId }, data: { detailsAt: ctx.clock.now() } });
}

export async function removed(told: Told, minute: number): Promise<void> {
  await told.deliver("app/uninstalled", told.body("app/uninstalled"), minute);
  await told.storeSays("removed", minute);
}
