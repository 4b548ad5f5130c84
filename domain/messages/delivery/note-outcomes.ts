import type { MessageClass } from "#domain/jobs";
import { count } from "#platform/telemetry/metrics/record";

type OutcomeLabel = "accepted" | "failed" | "returned" | "unknown" | "delivered" | "undelivered";

export interface CountedText {
  class: MessageClass;
  outcome: OutcomeLabel;
  /** Of a closed set (a Reason or a FailureCause), never a provider's own code. */
  cause: string | null;
}

/** Counts texts by what became of them: one count for each kind of outcome among them. */
export function noteOutcomes(texts: CountedText[]): void {
  const counts = Map.groupBy(texts, (it) => `${it.class} ${it.outcome} ${it.cause}`);
  for (const same of counts.values()) {
    const [first] = same;
    if (!first) continue;
    const { class: of, outcome, cause } = first;
    count("cartbell_texts_total", { class: of, outcome, cause: cause ?? "none" }, same.length);
  }
}
