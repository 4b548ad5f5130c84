import type { Merchant } from "#app/authenticate";
import { formatPhone } from "#domain/subscribers/format-phone";
import { readTestPhone } from "#domain/test-phones/known";
import type { KnownPhone } from "./test-phone-form.tsx";

/** The phone that the shop's tests go to, as the form shows it. */
export async function knownTestPhone({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">): Promise<KnownPhone> {
  const known = await readTestPhone(ctx, shopId);
  return known ? { phone: formatPhone(known.phone), isProven: known.isProven } : { phone: "", isProven: false };
}
