import type { Lane } from "#domain/jobs";
import { outcomeOf } from "#domain/messages/gates/gates";
import { spending } from "#domain/messages/gates/spending";
import type { SpendingVerdict } from "#domain/spending/grant";
import { reserveSpending } from "#domain/spending/reserve";
import type { Sql } from "#platform/sql/db";
import { type Decision, refused } from "./decide.ts";

/**
 * The last gate: of what would leave now, what spend caps and carriers' budgets leave room for, reserved in the claim's
 * transaction. The rest waits for its day or is held for its campaign, with the amounts in its why-record.
 */
export async function keepToLimits(tx: Sql, lane: Lane, decisions: Decision[], now: Date): Promise<Decision[]> {
  const texts = decisions
    .filter(({ state }) => state === "sending")
    .map(({ candidate: { id, sourceKind, sourceId, purpose }, parts, priceMicros }) => ({
      ...{ id, sourceKind, sourceId, purpose },
      parts: parts ?? 0,
      priceMicros: priceMicros ?? 0,
    }));
  const { shopId, senderId } = lane;
  const verdicts = await reserveSpending(tx, { shopId, senderId, now, texts });
  return decisions.map((decision) => {
    const verdict = verdicts.get(decision.candidate.id);
    return verdict ? after(decision, verdict, now) : decision;
  });
}

function after(decision: Decision, granted: SpendingVerdict, now: Date): Decision {
  // Without a limit on it the gate has nothing to say.
  if (granted.limits.length === 0) return decision;
  const { candidate } = decision;
  const { verdict, record } = outcomeOf(spending, spending.judge({ granted }, now), candidate.expiresAt);
  const why = [...decision.why, record];
  return verdict.kind === "send" ? { ...decision, why } : refused(candidate, verdict, now, why);
}
