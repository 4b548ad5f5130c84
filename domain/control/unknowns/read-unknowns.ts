import { shopNamed } from "#domain/control/shops/shop-named";
import type { MessageClass } from "#domain/jobs";
import type { Purpose, SourceKind } from "#domain/messages/source";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** A text that may or may not have reached its provider, and about which it is asked no more. */
export interface FinalUnknown {
  id: string;
  month: string;
  shopId: string;
  shopDomain: string;
  class: MessageClass;
  purpose: Purpose;
  provider: string | null;
  sourceKind: SourceKind;
  /** ISO, all three: when it could last be sent, when it was handed over, and since when it is final. */
  expiresAt: string;
  handedOverAt: string | null;
  since: string;
}

export interface FinalUnknowns {
  /** At least so many in all: a few of them may be resolved meanwhile. */
  count: number;
  /** Newest first. */
  texts: FinalUnknown[];
}

const MOST_READ = 100;

const list = statementFile(import.meta.url, "./final-unknowns.sql");
const count = statement("count-final-unknowns", "SELECT count(*) AS count FROM final_unknowns");

interface Row extends Omit<FinalUnknown, "expiresAt" | "handedOverAt" | "since"> {
  expiresAt: Date;
  claimedAt: Date | null;
  since: Date;
}

/** The texts whose outcome stays unknown, newest first; `after` is the last one that was read. */
export async function readFinalUnknowns(
  sql: Sql,
  {
    shop,
    after,
    limit = MOST_READ,
  }: { shop?: string; after?: Pick<FinalUnknown, "month" | "id">; limit?: number } = {},
): Promise<FinalUnknowns> {
  const shopId = shop === undefined ? null : (await shopNamed(sql, shop)).id;
  const asked = [shopId, after?.month ?? null, after?.id ?? null, Math.min(limit, MOST_READ)];
  const [rows, [counted]] = await Promise.all([sql.run<Row>(list, asked), sql.run<{ count: number }>(count)]);
  return {
    count: counted?.count ?? 0,
    texts: rows.map(({ expiresAt, claimedAt, since, ...row }) => ({
      ...row,
      expiresAt: expiresAt.toISOString(),
      handedOverAt: claimedAt?.toISOString() ?? null,
      since: since.toISOString(),
    })),
  };
}
