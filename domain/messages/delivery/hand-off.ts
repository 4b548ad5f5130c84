import { SpanKind } from "@opentelemetry/api";
import type { Claim } from "#domain/messages/claim/claim";
import type { Decision } from "#domain/messages/claim/decide";
import { CLAIM_SECONDS } from "#domain/messages/claim/write-claim";
import { formatRef } from "#domain/messages/ref";
import { harmless } from "#platform/telemetry/harmless";
import { continueTrace } from "#platform/telemetry/tracing/spans";
import type { HandOff, OutgoingText, Provider } from "./provider.ts";
import { withTraceparent } from "./traced-url.ts";
import type { RecallWatch } from "./watch-recalls.ts";

/** What became of one claimed text. "withheld": nothing left us, and the gates shall decide again. */
export type Outcome = HandOff | { kind: "withheld" };

export interface HandedText {
  decision: Decision;
  outcome: Outcome;
}

export interface HandOffWays {
  appUrl: string;
  recalls: RecallWatch;
}

/** How long the provider may take to answer one call; less when the text's own last moment is sooner. */
export const CALL_SECONDS = 10;

/**
 * Hands one claimed text over. Asks just before its first byte leaves whether it was withdrawn meanwhile, also when it
 * waited for a connection. Does not start after the claim's end or the text's own last moment: then it is withheld. What the claim waited for its turn is taken off the time the
 * provider may keep the text. Says what became of it; never throws for what the provider or the network does.
 */
export async function handOver(
  claim: Claim,
  decision: Decision,
  provider: Provider,
  { appUrl, recalls }: HandOffWays,
): Promise<Outcome> {
  const { candidate, leftAs } = decision;
  if (leftAs !== undefined) return { kind: "accepted", providerId: leftAs };
  const targets = targetsOf(claim, candidate);
  for (;;) {
    const verdict = recalls.known(targets, claim.claimedMicros) ?? (await recalls.check(targets, claim.claimedMicros));
    const waitedMs = performance.now() - claim.begunAt;
    const leftSeconds = decision.validitySeconds - waitedMs / 1_000;
    if (verdict !== "clear" || hasEnded(claim) || leftSeconds <= 0) return { kind: "withheld" };
    // Carriers count whole seconds, from one on.
    const validitySeconds = Math.max(1, Math.floor(leftSeconds));
    // It may still wait for a connection, and its validity would be counted from then on.
    const callSeconds = Math.min(CALL_SECONDS, leftSeconds);
    let wasHeld = false;
    const span = harmless(() =>
      continueTrace(decision.traceparent, `hand over to ${provider.name}`, { kind: SpanKind.CLIENT }),
    );
    const outcome = await provider.send(
      outgoingText(claim, decision, { appUrl, validitySeconds, traceparent: span?.traceparent }),
      new Date(Date.now() + callSeconds * 1_000),
      () => {
        wasHeld = hasEnded(claim) || recalls.known(targets, claim.claimedMicros) !== "clear";
        return !wasHeld;
      },
    );
    harmless(() =>
      span?.end({ "cartbell.outcome": outcome.kind, ...("code" in outcome && { "cartbell.code": outcome.code }) }),
    );
    // It waited for a connection until the answer was too old, and nothing left: ask again.
    if (!wasHeld || outcome.kind !== "not-sent") return outcome;
  }
}

/** What may be recalled or paused of it. No pause keeps the answer to a STOP or HELP. */
function targetsOf({ lane, provider }: Claim, { sourceId, subscriberId, purpose }: Decision["candidate"]): string[] {
  const targets = [lane.shopId, sourceId, subscriberId];
  if (purpose !== "compliance") targets.push(`class ${lane.class}`, `provider ${provider}`);
  if (purpose === "marketing") targets.push("marketing");
  return targets;
}

function hasEnded({ begunAt }: Claim): boolean {
  return performance.now() - begunAt > CLAIM_SECONDS * 1_000;
}

function outgoingText(
  claim: Claim,
  { candidate, body, phone }: Decision,
  {
    appUrl,
    validitySeconds,
    traceparent,
  }: { appUrl: string; validitySeconds: number; traceparent: string | undefined },
): OutgoingText {
  const ref = formatRef({
    ...{ shopId: claim.lane.shopId, month: candidate.month, id: candidate.id },
    resend: candidate.resends ?? 0,
  });
  return {
    ref,
    from: claim.senderPhone,
    to: phone ?? "",
    body: body ?? "",
    validitySeconds,
    receiptUrl: withTraceparent(receiptUrl(appUrl, claim.provider, ref), traceparent),
    ...(traceparent && { traceparent }),
  };
}

/** Where a provider reports about a text: the app's callback endpoint, with our name for the text. */
export function receiptUrl(appUrl: string, provider: string, ref: string): string {
  return `${appUrl}/callbacks/${provider}/receipts?ref=${ref}`;
}
