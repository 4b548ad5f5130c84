import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { type DoubleOptInSetting, type FirstYes, needsDoubleOptIn } from "./double-opt-in.ts";
import type { ConsentDecision } from "./record.ts";

/** A decision as a store told it, before it is known whether it counts at once. */
export type ReportedDecision = ConsentDecision & Pick<FirstYes, "optInLevel" | "asksFirst">;

interface Facts {
  subscriberId: string;
  setting: DoubleOptInSetting;
  countries: string[];
}

const readFacts = statementFile(import.meta.url, "./double-opt-in-facts.sql");

/** The same decisions; a yes that must be repeated by text has become a question ("pending", "asked"). */
export async function requireDoubleOptIn(tx: Sql, reported: ReportedDecision[]): Promise<ConsentDecision[]> {
  const yeses = reported.filter(({ state }) => state === "subscribed");
  if (yeses.length === 0) return reported;
  const rows = await tx.run<Facts>(
    ...batch(readFacts, { t: columnsOf(yeses, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }) }),
  );
  const facts = new Map(rows.map((row) => [row.subscriberId, row]));
  return reported.map(({ optInLevel, asksFirst, ...decision }) => {
    const { setting = "where-required", countries = [] } = facts.get(decision.subscriberId) ?? {};
    if (!needsDoubleOptIn({ ...decision, optInLevel, asksFirst }, setting, countries)) return decision;
    return { ...decision, state: "pending", doubleOptIn: "asked" };
  });
}
