import type { Limit } from "#domain/spending/grant";
import type { Leaving } from "./dry-run-counts.ts";

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
  /** When these go on, as ISO; null for a campaign's own cap: when someone raises it. */
  until: string | null;
}

/** How far a limit falls short of what would leave, in the order in which it would; null when it does not. */
export function needOf(limit: Limit, leaving: Leaving[]): CapNeed | null {
  const { kind, most, endsAt } = limit;
  const { beyond } = splitAt(limit, leaving);
  if (beyond.length === 0) return null;
  const needs = leaving
    .filter((it) => isCounted(limit, it))
    .reduce((sum, it) => sum + amountOf(limit, it) * it.count, 0);
  return {
    ...{ kind, most, left: roomIn(limit), needs, until: endsAt?.toISOString() ?? null },
    beyond: beyond.reduce((sum, { count }) => sum + count, 0),
  };
}

/** What a limit has room for, and what it has not. The first text that does not fit ends it for all that follow (grantTexts). */
export function splitAt(limit: Limit, leaving: Leaving[]): { within: Leaving[]; beyond: Leaving[] } {
  const within: Leaving[] = [];
  const beyond: Leaving[] = [];
  let room = roomIn(limit);
  for (const some of leaving) {
    if (!isCounted(limit, some)) {
      within.push(some);
      continue;
    }
    const fit = beyond.length > 0 ? 0 : Math.min(some.count, Math.floor(room / amountOf(limit, some)));
    room -= amountOf(limit, some) * fit;
    if (fit > 0) within.push({ ...some, count: fit });
    if (fit < some.count) beyond.push({ ...some, count: some.count - fit });
  }
  return { within, beyond };
}

function isCounted({ endsAt }: Limit, { at }: Leaving): boolean {
  return endsAt === null || at < endsAt.getTime();
}

function amountOf({ kind }: Limit, { parts, micros }: Leaving): number {
  return kind === "budget" ? parts : micros;
}

function roomIn({ most, used }: Limit): number {
  return Math.max(0, most - used);
}
