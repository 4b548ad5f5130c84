import { RequestedTokenType } from "@shopify/shopify-api";
import type { StorePerson } from "#domain/team/admit";
import type { Log } from "#platform/log";
import type { ShopifyApi } from "./api.ts";

/** Someone waits for their page. */
const PATIENCE_MS = 3_000;

/**
 * Asks a store who sends a session token, which has only an id. The online access token that Shopify answers with is not
 * kept or used: it comes with the person's name and whether they own the store's account. Null when the store doesn't answer.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens
 */
export function askPersonBy(api: Pick<ShopifyApi, "auth">, log: Log) {
  return async (shop: string, sessionToken: string): Promise<StorePerson | null> => {
    const requestedTokenType = RequestedTokenType.OnlineAccessToken;
    const asked = api.auth.tokenExchange({ shop, sessionToken, requestedTokenType });
    try {
      const answer = await Promise.race([asked, tooLate()]);
      const user = answer?.session.onlineAccessInfo?.associated_user;
      if (!user) return null;
      return { name: `${user.first_name} ${user.last_name}`.trim() || null, isAccountOwner: user.account_owner };
    } catch (err) {
      // The page is shown all the same: roles are ours, the store only tells names.
      log.warn({ err, shop }, "the store did not say who is signed in");
      return null;
    }
  };
}

async function tooLate(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref());
}
