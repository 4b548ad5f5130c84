import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { Switcher } from "./stop.ts";

/** One turn of the kill switch. */
export interface SwitchTurn {
  kind: "stopped" | "started";
  by: Switcher;
  because: string | null;
  at: Date;
}

const SHOWN = 20;

const readSwitches = statement(
  "read-switches",
  "SELECT kind, by, because, at FROM sending_switches WHERE shop_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
);

/** The latest turns of a shop's kill switch, newest first. */
export async function switchTimeline(db: Sql, shopId: string): Promise<SwitchTurn[]> {
  return db.run<SwitchTurn>(readSwitches, [shopId, SHOWN]);
}

const people: Record<Switcher, string> = { merchant: "you", operator: "your Cartbell operator" };

/** The turn as a person reads it, without its time. */
export function describeTurn({ kind, by, because }: Omit<SwitchTurn, "at">): string {
  if (kind === "started") return `Sending was resumed by ${people[by]}.`;
  return `All sending was stopped by ${people[by]}${because === null ? "." : `: ${because}`}`;
}
