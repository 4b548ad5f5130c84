import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import type { PhoneNumber } from "#domain/subscribers/phone-number";
import type { VariantAsk } from "./sign-up-form.ts";

/** A form that someone agreed to, with what it showed. */
export interface AgreedForm {
  phone: PhoneNumber;
  customerId: string | null;
  words: string;
  formVersion: string;
  page: string;
  ip: string;
  from: { country: string; region: string | null } | null;
  ask: VariantAsk | null;
  /** It counts only once it is confirmed by text, whatever the shop's setting. */
  asksFirst?: boolean;
  /** The join keyword whose page it was. */
  keywordId?: string;
  /** The same number at the same time is one sign-up: a button pressed twice. */
  at: Date;
}

/** Puts a sign-up into intake (shopify/events/sign-up.ts reads it). Throws IntakeUnavailable while the database is away. */
export async function takeSignUp(
  { ctx, intake }: { ctx: Pick<Context, "clock" | "hashPhone">; intake: Pick<Intake, "accept"> },
  shop: { id: string; domain: string },
  { at, ...form }: AgreedForm,
): Promise<void> {
  const { phone, ask } = form;
  await intake.accept({
    kind: "webhook",
    source: "storefront",
    topic: "sign-up",
    shopDomain: shop.domain,
    shopId: shop.id,
    // The keys outlive an erasure, so that the number itself is not in it.
    sourceKey: `storefront ${shop.domain} ${ctx.hashPhone(phone)} ${at.getTime()}${ask ? ` ${ask.kind} ${ask.variantId}` : ""}`,
    triggeredAt: ctx.clock.now(),
    url: null,
    body: Buffer.from(JSON.stringify(form)),
  });
}
