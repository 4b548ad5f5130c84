import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { isCode } from "./code.ts";

export interface FollowedLink {
  shopId: string;
  targetUrl: string;
}

/** Served by the primary key: a code is found without knowing the shop. */
const find = statement(
  "follow-link",
  `SELECT shop_id AS "shopId", target_url AS "targetUrl" FROM short_links WHERE code = $1`,
);

/** The parameter under which a landing page, and so the order, carries the code of the link that led there. */
export const LINK_PARAMETER = "cartbell";

/**
 * Where a short link leads, with its code added so that an order that begins there can be traced to it. Null for a code
 * that never was; one whose shop or recipient was erased leads to the store's own page. Works on when the shop has
 * uninstalled: the shopper still wants their cart.
 */
export async function followLink(db: Sql, code: string): Promise<FollowedLink | null> {
  if (!isCode(code)) return null;
  const [link] = await db.run<FollowedLink>(find, [code]);
  return link ? { shopId: link.shopId, targetUrl: withCode(link.targetUrl, code) } : null;
}

/** The code in a landing page's address, which may be a path only. Null when it has none. */
export function codeOfLanding(landingSite: string | null): string | null {
  if (landingSite === null || !URL.canParse(landingSite, "http://store")) return null;
  const code = new URL(landingSite, "http://store").searchParams.get(LINK_PARAMETER);
  return code !== null && isCode(code) ? code : null;
}

function withCode(targetUrl: string, code: string): string {
  if (!URL.canParse(targetUrl)) return targetUrl;
  const url = new URL(targetUrl);
  url.searchParams.set(LINK_PARAMETER, code);
  return url.href;
}
