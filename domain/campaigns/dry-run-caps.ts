import type { Leaving } from "#domain/campaigns/dry-run-tally";
import type { Limit } from "#domain/spending/grant";

/** A cap or a carrier's budget that does not have room for all of a campaign. */
export interface CapNeed {
  kind: Limit["kind"];
  /** Millionths of a US dollar; of a budget, parts. */
  most: number;
  /** What of it was left when it was asked. */
  left: number;
  /** What the campaign's texts of that day would use; of the campaign's own cap, all of them. */
  needs: number;
  /** About so many texts it has no room for. */
  beyond: number;
  /** When these go on, as ISO; null for a campaign's own cap: when somebody raises it. */
  until: string | null;
}

/** How far a limit falls short of what would leave, in the order in which it would; null when it does not. */
export function needOf({ kind, most, used, endsAt }: Limit, leaving: Leaving[]): CapNeed | null {
  const counted = leaving.filter(({ at }) => endsAt === null || at < endsAt.getTime());
  const left = Math.max(0, most - used);
  let room = left;
  let needs = 0;
  let beyond = 0;
  for (const { parts, micros, count } of counted) {
    const each = kind === "budget" ? parts : micros;
    // The first text that does not fit ends it for all that follow (grantTexts).
    const fit = beyond > 0 ? 0 : Math.min(count, Math.floor(room / each));
    needs += each * count;
    room -= each * fit;
    beyond += count - fit;
  }
  return beyond === 0 ? null : { kind, most, left, needs, beyond, until: endsAt?.toISOString() ?? null };
}
