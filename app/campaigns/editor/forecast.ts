import type { EstimateAnswer } from "../estimate.ts";

/** What the estimate says beside the price: who must wait and when all would be through. One sentence each. */
export function forecast(
  { cost, canLeaveNow, nextOpeningAt, finishesAt, problem }: EstimateAnswer,
  when: "now" | "later",
  formatTime: (at: string) => string,
): string[] {
  if (cost.recipients === 0) return [];
  const said: string[] = [];
  if (problem && cost.partsMost > 0) said.push(`For somebody of the audience the text cannot be made: ${problem}.`);
  const later = cost.recipients - canLeaveNow;
  if (later > 0 && nextOpeningAt)
    said.push(
      `Quiet hours: ${canLeaveNow === 0 ? "nobody" : `${figure(later)} of them`} may ${canLeaveNow === 0 ? "" : "not "}be texted when it starts. ${canLeaveNow === 0 ? "They" : "These"} get it once their own hours begin, the earliest ${formatTime(nextOpeningAt)}.`,
    );
  if (finishesAt)
    said.push(
      `${when === "now" ? "Started now" : "Started then"}, the last text leaves about ${formatTime(finishesAt)}.`,
    );
  else said.push("No number is in service to send it. Connect one in Settings.");
  return said;
}

function figure(count: number): string {
  return count.toLocaleString("en-US");
}
