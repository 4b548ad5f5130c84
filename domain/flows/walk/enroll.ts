import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { moveOn } from "./advance.ts";
import { enterFlows } from "./enter.ts";
import type { TriggerEvent } from "./entry.ts";

/**
 * Starts walks through the shops' published flows for what has happened. One walk for each flow and key of entry, for ever
 * (`entryOf` makes the key by the flow's rule of re-entry): told again it starts none. Newer news of
 * a person who is still in the first wait start that wait again. A person who has nothing to wait for takes their
 * first steps at once, in this transaction. Returns the jobs owed after the commit.
 */
export async function enroll(tx: Sql, ctx: Pick<Context, "clock">, news: TriggerEvent[]): Promise<Job[]> {
  return moveOn(tx, ctx, await enterFlows(tx, ctx, news));
}
