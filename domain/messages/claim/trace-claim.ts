import type { Lane } from "#domain/jobs";
import { continueTrace, openSpan } from "#platform/telemetry/tracing/spans";
import type { Decision } from "./decide.ts";

/**
 * Says in the traces of a slice's texts what the claim decided about each; their hand-over continues there. A campaign's texts
 * have no traces: of some slices, sampled like any new trace, the first text gets one.
 */
export function traceClaim(lane: Lane, decisions: Decision[], begunAt: number): void {
  const startedAt = performance.timeOrigin + begunAt;
  const about = { "cartbell.shop": lane.shopId, "cartbell.class": lane.class, "cartbell.slice": decisions.length };
  for (const decision of decisions) {
    const { candidate, state, reason } = decision;
    if (!candidate.traceparent) continue;
    const span = continueTrace(candidate.traceparent, "claim text", { attributes: about, startedAt });
    if (span) decision.traceparent = span.traceparent;
    span?.end({ "cartbell.text": candidate.id, "cartbell.state": state, ...(reason && { "cartbell.reason": reason }) });
  }
  const first = lane.class === "campaign" ? decisions.find(({ state }) => state === "sending") : undefined;
  if (!first || first.traceparent !== undefined) return;
  const span = openSpan("claim text", { attributes: about, startedAt });
  if (span) first.traceparent = span.traceparent;
  span?.end({ "cartbell.text": first.candidate.id, "cartbell.state": first.state });
}
