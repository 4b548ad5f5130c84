import type { Context } from "#domain/context";
import type { ActionItem } from "#domain/flows/actions/action";
import { actionOf } from "#domain/flows/actions/registry";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import type { EnrollmentFacts } from "./facts.ts";
import type { Act } from "./walk.ts";

/** What the actions of a batch leave behind: jobs for after the commit, and for each enrollment what its steps have learned. */
export interface Done {
  jobs: Job[];
  learned: Map<string, Record<string, unknown>>;
}

/**
 * Runs the actions that enrollments have come to: all of one step type at once, and for each enrollment in the order of its
 * path, so that "add a tag" before "remove it" ends without the tag.
 */
export async function runActions(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  enrollments: { facts: EnrollmentFacts; acts: Act[] }[],
): Promise<Done> {
  const done: Done = { jobs: [], learned: new Map() };
  const longest = Math.max(0, ...enrollments.map(({ acts }) => acts.length));
  for (let position = 0; position < longest; position++) {
    const round = enrollments.flatMap(({ facts, acts }) => {
      const act = acts[position];
      return act ? [{ type: act.type, item: itemOf(facts, act, ctx.clock.now()) }] : [];
    });
    for (const [type, group] of Map.groupBy(round, (it) => it.type)) {
      const items = group.map(({ item }) => item);
      const { jobs = [], memory } = await actionOf(type).run(tx, ctx, items);
      done.jobs.push(...jobs);
      for (const { enrollmentId, stepId } of items) {
        const value = memory?.get(enrollmentId);
        if (value === undefined) continue;
        done.learned.set(enrollmentId, { ...done.learned.get(enrollmentId), [stepId]: value });
      }
    }
  }
  return done;
}

function itemOf(facts: EnrollmentFacts, { stepId, config }: Act, at: Date): ActionItem {
  const { shopId, id: enrollmentId, subscriberId, flowId, versionId } = facts;
  return {
    shopId,
    enrollmentId,
    subscriberId,
    flowId,
    versionId,
    stepId,
    config,
    event: facts.event?.properties ?? {},
    at,
  };
}
