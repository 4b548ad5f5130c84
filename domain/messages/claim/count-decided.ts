import type { MessageClass } from "#domain/jobs";
import { count } from "#platform/telemetry/metrics/record";
import type { Decision } from "./decide.ts";

/** Counts the texts of a claim that are not handed over now, by why. One count for each reason of the slice. */
export function countDecided(of: MessageClass, decisions: Pick<Decision, "state" | "reason">[]): void {
  const counts = new Map<string, number>();
  for (const { state, reason } of decisions) {
    if (state === "sending") continue;
    const key = `${state === "waiting" ? "deferred" : state} ${reason ?? "none"}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, texts] of counts) {
    const [outcome = "", cause = ""] = key.split(" ");
    count("cartbell_texts_total", { class: of, outcome, cause }, texts);
  }
}
