import type { Context } from "#domain/context";
import type { Enrolling } from "#domain/flows/entry/enrolling";
import { triggerType } from "#domain/flows/triggers/registry";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import { moveOn } from "./advance.ts";
import { aboutOf, enter, entriesOf } from "./enter.ts";
import type { TriggerEvent } from "./entry.ts";
import { readFactsAtEntry } from "./facts.ts";
import { decideSteps, type Moved, planAndNote } from "./take-steps.ts";
import { traceWalks } from "./trace-walks.ts";

/**
 * Starts walks through the shops' published flows for what has happened. One walk for each flow and key of entry, for ever
 * (`entryOf` makes the key by the flow's rule of re-entry): told again it starts none. Newer news of
 * a person who is still in the first wait start that wait again. A person who has nothing to wait for takes their
 * first steps at once, in this transaction. Returns the jobs owed after the commit.
 */
export async function enroll(tx: Sql, ctx: Pick<Context, "clock">, news: TriggerEvent[]): Promise<Job[]> {
  const now = ctx.clock.now();
  const entries = await entriesOf(tx, news, now);
  const decided = await firstSteps(tx, entries, now);
  const standing = new Map(Array.from(decided, ([id, { outcome }]) => [id, outcome]));
  const begun = await enter(tx, entries, now, { standing });
  const moved = begun.flatMap(({ id }) => decided.get(id) ?? []);
  traceWalks(moved);
  const jobs = await planAndNote(tx, ctx, moved, now);
  const others = begun.filter(({ id }) => !decided.has(id));
  return [...jobs, ...(await moveOn(tx, ctx, others))];
}

/**
 * What those do who have nothing to wait for, by the ids of their walks. Decided before the walks are written, each is
 * written once. A walk that comes to an action at once isn't in the map: its row must be there when the action runs.
 */
async function firstSteps(tx: Sql, entries: Enrolling[], now: Date): Promise<Map<string, Moved>> {
  const atOnce = entries.filter(
    ({ entry: { state, resumeAt } }) => state === "waiting" && resumeAt !== null && resumeAt <= now,
  );
  const beginning = atOnce.map((it) => {
    const { id, flow, news, entry } = it;
    return {
      ...{ shopId: flow.shopId, id, flowId: flow.id, versionId: flow.version.id, subscriberId: news.subscriberId },
      ...{
        subject: entry.key,
        about: aboutOf(it),
        event: news.event ?? null,
        stepId: entry.stepId,
        trail: entry.trail,
        startedAt: news.since,
        isAboutRow: triggerType(news.kind).about !== "none",
      },
    };
  });
  const moved = await decideSteps(tx, await readFactsAtEntry(tx, beginning), now);
  return new Map(moved.filter(({ outcome }) => outcome.acts.length === 0).map((it) => [it.facts.id, it]));
}
