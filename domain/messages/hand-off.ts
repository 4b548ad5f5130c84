import type { Claim } from "#domain/messages/claim";
import type { Decision } from "#domain/messages/decide";
import type { HandOff, OutgoingText, Provider } from "#domain/messages/provider";
import { formatRef } from "#domain/messages/ref";
import type { Withdrawn } from "#domain/messages/withdrawn";

/** What became of one claimed text. "withheld": nothing left us, and the gates shall decide anew. */
export type Outcome = HandOff | { kind: "withheld" };

export interface HandedText {
  decision: Decision;
  outcome: Outcome;
}

export interface HandOffOptions {
  appUrl: string;
  withdrawn: Withdrawn;
  /** performance.now() after which no POST may start. */
  fence: number;
  /** Calls in flight at a time. */
  concurrency: number;
}

/** How long the provider may take to answer one call. */
export const CALL_SECONDS = 10;

/**
 * Hands the claimed texts over, several at a time. Asks just before each whether it was withdrawn meanwhile, and starts
 * none after the fence. Returns what became of every one, in no particular order; never throws for one of them.
 */
export async function handOff(claim: Claim, provider: Provider, options: HandOffOptions): Promise<HandedText[]> {
  const waiting = [...claim.texts];
  const handed: HandedText[] = [];

  async function runner(): Promise<void> {
    for (let decision = waiting.pop(); decision; decision = waiting.pop())
      handed.push({ decision, outcome: await handOverOne(claim, decision, provider, options) });
  }
  await Promise.all(Array.from({ length: Math.min(options.concurrency, claim.texts.length) }, runner));
  return handed;
}

async function handOverOne(
  claim: Claim,
  decision: Decision,
  provider: Provider,
  options: HandOffOptions,
): Promise<Outcome> {
  const { candidate } = decision;
  const targets = [claim.lane.shopId, candidate.sourceId, candidate.subscriberId];
  if ((await options.withdrawn.check(targets, claim.claimedMicros)) !== "clear") return { kind: "withheld" };
  if (performance.now() > options.fence) return { kind: "withheld" };
  return provider.send(outgoing(claim, decision, options.appUrl), new Date(Date.now() + CALL_SECONDS * 1_000));
}

function outgoing(claim: Claim, { candidate, body, phone, validitySeconds }: Decision, appUrl: string): OutgoingText {
  const ref = formatRef({ shopId: claim.lane.shopId, month: candidate.month, id: candidate.id });
  return {
    ref,
    from: claim.senderPhone,
    to: phone ?? "",
    body: body ?? "",
    validitySeconds,
    receiptUrl: receiptUrl(appUrl, claim.provider, ref),
  };
}

/** Where a provider reports about a text: the app's callback door, with our name for the text. */
export function receiptUrl(appUrl: string, provider: string, ref: string): string {
  return `${appUrl}/callbacks/${provider}/receipts?ref=${ref}`;
}
