import type { Lane } from "#domain/jobs";
import { type Decision, undecided } from "#domain/messages/claim/decide";
import type { GateRecord } from "#domain/messages/gates/gates";
import { PARKED } from "#domain/messages/waiting";
import type { SpendingVerdict } from "#domain/spending/grant";
import { reserveSpending } from "#domain/spending/reserve";
import type { Sql } from "#platform/sql/db";

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

function after(decision: Decision, verdict: SpendingVerdict, now: Date): Decision {
  const { candidate } = decision;
  const why = (said: GateRecord["said"]): GateRecord[] => [
    ...decision.why,
    { gate: "spending", saw: verdict.saw, said },
  ];
  if (verdict.kind === "granted") return verdict.saw === "" ? decision : { ...decision, why: why("pass") };
  if (verdict.kind === "hold") return undecided(candidate, "waiting", PARKED, verdict.reason, why("wait"));
  if (verdict.until >= candidate.expiresAt) return undecided(candidate, "expired", now, "expired", why("expire"));
  return undecided(candidate, "waiting", verdict.until, verdict.reason, why("wait"));
}
