import { done, intents } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";

type Subscriber = Pick<Merchant, "ctx" | "shopId"> & { subscriberId: string };

/** What the buttons of a subscriber's page do. */
export const act = intents<Subscriber>({
  "opt-out": async ({ ctx, shopId, subscriberId }) => {
    await optOutByMerchant(ctx, shopId, subscriberId);
    return done("Marked as opted out");
  },
});
