import { shopNamed } from "#domain/control/shops/shop-named";
import type { IntakeKind } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";

/** Which dead deliveries are meant: every one that fits all that is given. */
export interface WhichDead {
  ids?: string[] | undefined;
  kind?: IntakeKind | undefined;
  /** The shop's domain or id. */
  shop?: string | undefined;
  /** The reason, word for word. */
  reason?: string | undefined;
}

/** As the statements take it: kind, shop id, reason. Throws a UserError when there is no such shop. */
export async function narrowDead(sql: Sql, { kind, shop, reason }: WhichDead): Promise<(string | null)[]> {
  return [kind ?? null, shop === undefined ? null : (await shopNamed(sql, shop)).id, reason ?? null];
}

/** For the audit log and for answers. */
export function describeDead({ ids, kind, shop, reason }: WhichDead): string {
  const parts = [
    ids && (ids.length === 1 ? `delivery ${ids[0]}` : `${ids.length} deliveries`),
    kind && `kind ${kind}`,
    shop !== undefined && `shop ${shop}`,
    reason !== undefined && `reason "${reason}"`,
  ].filter((part) => typeof part === "string");
  return parts.length > 0 ? parts.join(", ") : "all dead deliveries";
}
