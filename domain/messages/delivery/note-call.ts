import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import { count, observe } from "#platform/telemetry/metrics/record";
import type { Outcome } from "./hand-off.ts";

/** Counts one call to the provider and how long it took; nothing when none was made. */
export function noteCall(
  { provider, lane, now, begunAt }: Claim,
  { candidate, leftAs }: Pick<Decision, "candidate" | "leftAs">,
  outcome: Outcome | null,
  callMs: number,
): void {
  if (outcome === null || outcome.kind === "withheld" || leftAs !== undefined) return;
  const result = outcome.kind === "not-sent" && outcome.isThrottled ? "throttled" : outcome.kind;
  count("cartbell_provider_calls_total", { provider, result });
  observe("cartbell_provider_call_seconds", { provider }, callMs / 1_000);
  if (outcome.kind !== "accepted" || !candidate.dueAt) return;
  // Due by the business clock, claimed by both, answered by the real one.
  const ms = now.getTime() - candidate.dueAt.getTime() + performance.now() - begunAt;
  observe("cartbell_text_handover_seconds", { class: lane.class }, ms / 1_000);
}
