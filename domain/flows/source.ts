import { learnedVariables } from "#domain/flows/definition/learned-variables";
import { campaignName, type Subject, wordingOf } from "#domain/flows/definition/wording";
import { readWinners, type Winners } from "#domain/flows/experiments/read-winners";
import { loadVersions, type Version } from "#domain/flows/publishing/versions";
import { type EnrollmentFacts, readFacts } from "#domain/flows/walk/facts";
import { mustLeave } from "#domain/flows/walk/leave";
import type { LeavingReason } from "#domain/flows/walk/leaving-reason";
import { boundedVariables } from "#domain/messages/content/bounded-variables";
import type { Reason } from "#domain/messages/reason";
import type { MessageSource, SourceAnswer, WaitingText } from "#domain/messages/source";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** What flows answer when messages asks for their texts. */
export const flowSource: MessageSource = { kind: "flow", purpose: "marketing", answersFor };

/**
 * Each by its key, whatever the planner takes the shop for: LATERAL with a lock, or with OFFSET 0, isn't joined in another way.
 */
const lock = statement(
  "lock-enrollments",
  `SELECT e.id FROM (SELECT DISTINCT id FROM unnest($2::uuid[]) AS id ORDER BY id) t
   CROSS JOIN LATERAL (SELECT own.id FROM enrollments own WHERE own.shop_id = $1 AND own.id = t.id FOR SHARE) e`,
);

const readSubjects = statement(
  "subjects-of-texts",
  `SELECT e.id, coalesce(o.status_url, c.recovery_url) AS url, 'https://' || h.domain AS "storeUrl", o.name, coalesce(o.currency, c.currency) AS currency, h.country,
          h.currency AS "shopCurrency", coalesce(s.time_zone, h.time_zone) AS "timeZone", o.placed_at AS "placedAt",
          coalesce(o.total_micros, c.total_micros, 0) AS "totalMicros", coalesce(o.lines, c.lines, '[]') AS lines
   FROM unnest($2::uuid[]) AS t(id)
   CROSS JOIN LATERAL (SELECT * FROM enrollments own WHERE own.shop_id = $1 AND own.id = t.id OFFSET 0) e
   JOIN shops h ON h.id = $1
   LEFT JOIN LATERAL (
     SELECT p.time_zone FROM subscribers p WHERE p.shop_id = $1 AND p.id = e.subscriber_id OFFSET 0) s ON true
   LEFT JOIN orders o ON o.shop_id = e.shop_id AND o.id = coalesce(e.about, e.subject)
   LEFT JOIN checkouts c ON c.shop_id = e.shop_id AND c.token = coalesce(e.about, e.subject)`,
);

/** A text's reason for each of a walk's; the gates have the last word on consent. */
const reasons: Partial<Record<LeavingReason, Reason>> = {
  ordered: "ordered",
  "opted-out": "opted-out",
  "no-consent": "no-consent",
  "shop-uninstalled": "shop-uninstalled",
  "subscriber-gone": "redacted",
  "flow-paused": "flow-paused",
  "step-removed": "step-removed",
};

/** Checks the exit rule once more for each text, as the last thing before its claim, and words those still wanted. */
async function answersFor(
  tx: Sql,
  shopId: string,
  texts: WaitingText[],
  now: Date,
): Promise<Map<string, SourceAnswer>> {
  const ids = [...new Set(texts.map((text) => text.sourceId))];
  await tx.run(lock, [shopId, ids]);
  const facts = await readFacts(
    tx,
    ids.map((id) => ({ shopId, id })),
  );
  const versions = await loadVersions(tx, facts);
  const walked = new Map(facts.map(({ flowId, versionId }) => [versionId, flowId]));
  const winners = await readWinners(
    tx,
    shopId,
    [...versions.values()].map(({ id, document }) => ({ flowId: walked.get(id) ?? "", versionId: id, document })),
  );
  const subjects = await tx.run<Omit<Subject, "event"> & { id: string }>(readSubjects, [shopId, ids]);
  const factsOf = new Map(facts.map((it) => [it.id, it]));
  const subjectOf = new Map(subjects.map((it) => [it.id, it]));
  return new Map(
    texts.map((text) => {
      const about = factsOf.get(text.sourceId);
      const version = about && versions.get(about.versionId);
      const won = (version && winners.get(version.id)) ?? {};
      return [text.id, answerFor(text, now, won, about, version, subjectOf.get(text.sourceId))];
    }),
  );
}

function answerFor(
  text: WaitingText,
  now: Date,
  winners: Winners,
  facts?: EnrollmentFacts,
  version?: Version,
  subject?: Omit<Subject, "event">,
): SourceAnswer {
  if (!facts || !version || !subject) return { kind: "unwanted", because: "source-ended" };
  const because = exitOf(facts) ?? mustLeave(version.document, facts);
  if (because) return { kind: "unwanted", because: reasons[because] ?? "source-ended" };
  if (facts.flowState !== "live") return { kind: "held" };
  // The person was moved to a version without it.
  if (!version.paths.from.has(text.occurrence)) return { kind: "unwanted", because: "step-removed" };
  const { event, flowPreset, flowName, flowId, subscriberId } = facts;
  const campaign = campaignName(flowPreset, flowName);
  const reader = { flowId, subscriberId, winners };
  const wording = wordingOf(version.document, text.occurrence, { ...subject, event }, campaign, reader, now);
  if (!wording) return { kind: "unwanted", because: "no-content" };
  const variables = { ...wording.variables, ...boundedVariables(learnedVariables(version.document, facts.memory)) };
  return { kind: "wanted", wording: { ...wording, variables } };
}

function exitOf({ state, exitedBecause }: EnrollmentFacts): LeavingReason | null {
  return state === "exited" ? (exitedBecause as LeavingReason) : null; // written by this domain alone
}
