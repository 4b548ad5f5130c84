import { formatDollars } from "./dollars.ts";
import type { LimitUse } from "./grant.ts";

const wording: Record<LimitUse["kind"], (used: number, most: number) => string> = {
  campaign: (used, most) => `${formatDollars(used)} of the campaign’s ${formatDollars(most)}`,
  day: (used, most) => `${formatDollars(used)} of today’s ${formatDollars(most)}`,
  budget: (used, most) =>
    `${used.toLocaleString("en-US")} of the carrier’s ${most.toLocaleString("en-US")} SMS segments per day`,
};

/** "$0.0166 of today’s $0.02": what is used of each limit. */
export function limitsInWords(limits: LimitUse[]): string {
  return limits.map(({ kind, used, most }) => wording[kind](used, most)).join(", ");
}
