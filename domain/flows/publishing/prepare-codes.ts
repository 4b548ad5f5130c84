import type { Context } from "#domain/context";
import { poolsFor } from "#domain/discounts/pools";
import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { discountCodeConfig } from "#domain/flows/steps/discount-code";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";

/** Has the discount codes of a document's steps made ahead, so that the first person finds one. Returns the jobs owed after the commit. */
export async function prepareCodes(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  shopId: string,
  { steps }: FlowDocument,
): Promise<Job[]> {
  const wanted = everyStep(steps)
    .filter(({ type }) => type === "discount-code")
    .map(({ config }) => ({ shopId, terms: discountCodeConfig.parse(config).terms }));
  const pools = await poolsFor(tx, ctx, wanted);
  return pools.length > 0 ? [{ name: "discount-codes", payload: { shopId } }] : [];
}
