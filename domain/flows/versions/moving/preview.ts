import type { Step } from "#domain/flows/definition/document";
import { readDraft } from "#domain/flows/publishing/read-draft";
import { loadVersions } from "#domain/flows/publishing/versions";
import { stepTypeOf } from "#domain/flows/steps/registry";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { destinationOf, type Place, stepStoodAt } from "./place.ts";

/** People inside who stand at one step. */
export interface PeopleAtStep {
  stepId: string;
  /** "Wait 1 day" */
  sentence: string;
  count: number;
  /** True when the draft doesn't have the step: the merchant chooses what happens to them. */
  isRemoved: boolean;
  /** Where they go on: the step in the draft. Null: nothing follows, and they are finished. */
  next: string | null;
}

export interface MovePreview {
  inside: number;
  /** Those with the most people first. */
  steps: PeopleAtStep[];
  /** In versions that this release can't read: they stay there. */
  unreadable: number;
}

/** By enrollments_inside. */
const readStanding = statement(
  "people-inside-by-step",
  `SELECT shop_id AS "shopId", version_id AS "versionId", step_id AS "stepId", waiting_since IS NOT NULL AS "hasBegun", count(*)::int AS count
   FROM enrollments WHERE shop_id = $1 AND flow_id = $2 AND state = 'waiting'
   GROUP BY shop_id, version_id, step_id, waiting_since IS NOT NULL`,
);

interface Group {
  shopId: string;
  versionId: string;
  stepId: string | null;
  hasBegun: boolean;
  count: number;
}

/** Where the people inside a flow stand, and where they would go on if this document were published and they were moved. */
export async function previewMove(db: Sql, shopId: string, flowId: string, json: unknown): Promise<MovePreview> {
  const draft = readDraft(json);
  const groups = await db.run<Group>(readStanding, [shopId, flowId]);
  const versions = await loadVersions(db, groups);
  const steps = new Map<string, PeopleAtStep>();
  let [inside, unreadable] = [0, 0];
  for (const group of groups) {
    inside += group.count;
    const old = versions.get(group.versionId)?.document;
    const at = old && stepStoodAt(old, group);
    const destination = old && destinationOf(old, group, draft);
    if (!at || !destination) unreadable += group.count;
    else {
      const known = steps.get(at.id);
      const { kind, place } = destination;
      const here = {
        sentence: sentenceOf(at),
        isRemoved: kind === "removed",
        next: place && sentenceOf(stepOf(place)),
      };
      steps.set(at.id, { stepId: at.id, ...here, ...known, count: (known?.count ?? 0) + group.count });
    }
  }
  return { inside, unreadable, steps: [...steps.values()].sort((a, b) => b.count - a.count) };
}

function stepOf(place: Place): Step {
  return place.kind === "in-wait" ? place.wait : place.step;
}

function sentenceOf({ type, config }: Step): string {
  return stepTypeOf(type)?.describe(config) ?? type;
}
