import type { Context } from "#domain/context";
import { loadVersions, type Version } from "#domain/flows/publishing/versions";
import type { Job } from "#domain/jobs";
import { type NewText, planTexts } from "#domain/messages/plan";
import { type ChosenSender, sendersFor } from "#domain/senders/choose";
import { addTimelineEntries } from "#domain/subscribers/add-timeline-entries";
import type { Sql } from "#platform/sql/db";
import type { EnrollmentFacts } from "./facts.ts";
import { lookUp } from "./look-up.ts";
import { nextStep, type StepOutcome } from "./next-step.ts";

/** One enrollment whose steps are to be taken, and what comes of them. */
export interface Moved {
  facts: EnrollmentFacts;
  version: Version | undefined;
  /** The number that its texts leave from. */
  sender: ChosenSender | undefined;
  outcome: StepOutcome;
}

/** Decides what these enrollments do now, until a wait or the end. Writes nothing. */
export async function decideSteps(tx: Sql, facts: EnrollmentFacts[], now: Date): Promise<Moved[]> {
  const versions = await loadVersions(tx, facts);
  const senders = await sendersFor(tx, [...new Set(facts.map((it) => it.shopId))]);
  const lookedUp = await lookUp(tx, facts, versions, now);
  return facts.map((it) => {
    const version = versions.get(it.versionId);
    const sender = senders.get(it.shopId);
    const outcome = nextStep(it, version, sender !== undefined, now, lookedUp.get(it.id));
    return { facts: it, version, sender, outcome };
  });
}

/** Plans the texts on the way and notes who left. The rows of the enrollments are the caller's. Returns the jobs owed. */
export async function planAndNote(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  moved: Moved[],
  now: Date,
): Promise<Job[]> {
  await noteLeft(tx, moved, now);
  const texts = moved.flatMap((it) => textsOf(it, now));
  return planTexts(tx, { clock }, texts);
}

function textsOf({ facts, version, sender, outcome }: Moved, now: Date): NewText[] {
  if (!version || !sender || !outcome.textsExpireAt) return [];
  const { purpose } = version.document;
  const text = {
    shopId: facts.shopId,
    class: purpose === "marketing" ? ("flow" as const) : ("transactional" as const),
    purpose,
    sourceKind: "flow" as const,
    sourceId: facts.id,
    subscriberId: facts.subscriberId,
    senderId: sender.id,
    dueAt: now,
    expiresAt: outcome.textsExpireAt,
    body: null,
  };
  return outcome.sends.map((occurrence) => ({ ...text, occurrence }));
}

async function noteLeft(tx: Sql, moved: Moved[], now: Date): Promise<void> {
  const left = moved.flatMap(({ facts, outcome: { because } }) => {
    if (because === null || because === "subscriber-gone") return [];
    const { shopId, subscriberId, flowId, flowPreset } = facts;
    return [
      { shopId, subscriberId, kind: "left-flow", occurredAt: now, data: { flowId, preset: flowPreset, because } },
    ];
  });
  await addTimelineEntries(tx, left, now);
}
