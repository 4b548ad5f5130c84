import { type Claimant, reserveCodes } from "#domain/discounts/reserve";
import type { GivenCode } from "#domain/discounts/serve-waiting";
import { discountCodeConfig } from "#domain/flows/steps/discount-code";
import { answerStep } from "#domain/flows/walk/awaiting";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Action, ActionItem } from "./action.ts";

const readDomains = statement("domains-of-codes", "SELECT id, domain FROM shops WHERE id = ANY($1::uuid[])");

/** Gives each person a code of the store's in this transaction; who gets none waits at the step for one. */
export const discountCodeAction: Action = {
  holdsPeople: false,
  async run(tx, ctx, items) {
    const { codes, jobs } = await reserveCodes(tx, ctx, items.map(claimantOf));
    const domains = await domainsOf(tx, items);
    const memory = new Map<string, unknown>();
    for (const { enrollmentId, shopId } of items) {
      const code = codes.get(enrollmentId);
      if (code !== undefined) memory.set(enrollmentId, learnedOf(code, domains.get(shopId)));
    }
    return { jobs, memory };
  },
};

/** Lets the enrollments go on that have waited for a code. */
export const codesGiven: GivenCode = async (tx, ctx, served) => {
  const domains = await domainsOf(tx, served);
  const jobs: Job[] = [];
  for (const { shopId, enrollmentId, stepId, code } of served) {
    const value = learnedOf(code, domains.get(shopId));
    jobs.push(...(await answerStep(tx, ctx, { shopId, enrollmentId, stepId, value })));
  }
  return jobs;
};

function claimantOf({ shopId, enrollmentId, stepId, config, at }: ActionItem): Claimant {
  const { terms, waitMinutes } = discountCodeConfig.parse(config);
  return { shopId, enrollmentId, stepId, terms, until: new Date(at.getTime() + waitMinutes * 60_000) };
}

async function domainsOf(tx: Sql, items: { shopId: string }[]): Promise<Map<string, string>> {
  const ids = [...new Set(items.map((it) => it.shopId))];
  const rows = await tx.run<{ id: string; domain: string }>(readDomains, [ids]);
  return new Map(rows.map(({ id, domain }) => [id, domain]));
}

/** https://help.shopify.com/manual/discounts/managing-discount-codes/promoting-discounts: a link that applies a code. */
function learnedOf(code: string, domain = ""): object {
  const link = `https://${domain}/discount/${encodeURIComponent(code)}`;
  return { values: { "discount.code": code, "discount.link": link } };
}
