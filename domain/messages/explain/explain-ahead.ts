import {
  type Candidate,
  type Decision,
  makeDecider,
  type Recipient,
  type ShopRules,
} from "#domain/messages/claim/decide";
import type { Reason } from "#domain/messages/reason";

/** What would become of one text, however often it had to wait before. */
export interface Ahead {
  /** The last word: to be sent, skipped or expired; waiting only for what no one can date. */
  decision: Decision;
  /** When that would be said. */
  at: Date;
  /** What it would have to wait for first; null when nothing. */
  wait: { until: Date; because: Reason | null } | null;
}

/** A text that is put off this often waits for something that does not end by itself. */
const MOST_WAITS = 12;
/** Windows open for many people at the same moment; a cap ends for each at another. */
const DECIDERS_KEPT = 64;

/**
 * Follows texts through the dispatcher's own decision: asked at the time it is due, and again whenever it would wait. What
 * is told is what would happen if nothing else changed and the line were empty. Nothing is written, reserved or held.
 */
export function makeForeseer(shop: ShopRules, shortLinkUrl: string) {
  const ways = { shortLinkUrl, newCode: sameCode };
  const deciders = new Map<number, ReturnType<typeof makeDecider>>();

  function deciderAt(at: Date): ReturnType<typeof makeDecider> {
    const known = deciders.get(at.getTime());
    if (known) return known;
    if (deciders.size >= DECIDERS_KEPT) deciders.clear();
    const fresh = makeDecider(shop, ways, at);
    deciders.set(at.getTime(), fresh);
    return fresh;
  }

  return function foresee(candidate: Candidate, recipient: Recipient | undefined, from: Date): Ahead {
    let at = from;
    let decision = deciderAt(at)(candidate, recipient);
    let wait: Ahead["wait"] = null;
    for (let waits = 1; decision.state === "waiting" && waits <= MOST_WAITS; waits += 1) {
      wait ??= { until: decision.dueAt, because: decision.reason };
      if (decision.dueAt <= at || decision.reason === "sender-stopped") break;
      at = decision.dueAt;
      decision = deciderAt(at)(candidate, recipient);
    }
    return { decision, at, wait };
  };
}

/** As long as every short link's code, and of the same alphabet: it measures the same, and leads nowhere. */
function sameCode(): string {
  return "0000000000";
}
