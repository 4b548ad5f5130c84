import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { sampleVariables } from "#domain/flows/definition/sample-variables";
import { stepText } from "#domain/flows/steps/registry";
import { triggerType } from "#domain/flows/triggers/registry";
import { type LeavingReason, leavingReasons } from "#domain/flows/walk/leaving-reason";
import type { FormatTime } from "#domain/messages/explain/explain";
import type { Finding } from "#domain/messages/explain/explain-findings";
import {
  type ExplainedSource,
  STORED_TEXT_SQL,
  type StoredText,
  sourceFinding,
} from "#domain/messages/explain/explain-source";
import type { Wording } from "#domain/messages/source";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type FoundFlow, findFlow } from "./find.ts";

/** Served by the primary key of enrollments' (shop, subscriber) and by messages_once. */
const readTexts = statement(
  "explain-flow-texts",
  `SELECT ${STORED_TEXT_SQL}
   FROM enrollments e
   JOIN messages m ON m.shop_id = e.shop_id AND m.source_id = e.id AND m.subscriber_id = e.subscriber_id
   LEFT JOIN why_records w ON w.shop_id = m.shop_id AND w.month = m.month AND w.id = m.why_id
   WHERE e.shop_id = $1 AND e.flow_id = $2 AND e.subscriber_id = $3
   ORDER BY m.created_at DESC, m.id DESC LIMIT 10`,
);

const readWalk = statement(
  "explain-flow-walk",
  `SELECT state, exited_because AS "exitedBecause", started_at AS "startedAt" FROM enrollments
   WHERE shop_id = $1 AND flow_id = $2 AND subscriber_id = $3
   ORDER BY started_at DESC LIMIT 1`,
);

interface Walk {
  state: "waiting" | "finished" | "exited";
  exitedBecause: string | null;
  startedAt: Date;
}

/**
 * What a flow of the shop's tells of itself and of one person (null: a stranger), with the first of its texts, worded with
 * sample values for the cart or the order. Null when it is not the shop's.
 */
export async function explainFlow(
  db: Pick<Db, "prisma" | "run">,
  shopId: string,
  flowId: string,
  subscriberId: string | null,
  now: Date,
  formatTime: FormatTime,
): Promise<ExplainedSource | null> {
  const found = await findFlow(db, shopId, flowId);
  if (!found) return null;
  const document = found.live?.document ?? found.draft;
  const asked = [shopId, flowId, subscriberId];
  const texts = subscriberId === null ? [] : await db.run<StoredText>(readTexts, asked);
  const [walk] = subscriberId === null ? [] : await db.run<Walk>(readWalk, asked);
  return {
    ...{ kind: "flow", id: flowId, name: found.name, purpose: document.purpose, senderId: null },
    wording: firstWording(document),
    expiresAt: new Date(now.getTime() + triggerType(document.trigger.kind).textsExpireAfterMs),
    findings: [describeState(found), ...(walk ? [walking(walk, formatTime)] : [entrance(document)])],
    texts,
  };
}

function firstWording({ steps, trigger }: FlowDocument): Wording | null {
  const text = everyStep(steps)
    .map(stepText)
    .find((it) => it !== null);
  if (text === undefined) return null;
  const variables = sampleVariables(triggerType(trigger.kind).mergeTags);
  return { template: text, variables, linkUrl: "https://example.com/" };
}

function describeState({ state }: FoundFlow): Finding {
  if (state === "live") return sourceFinding("Flow", "pass", "This flow is live.");
  return sourceFinding(
    "Flow",
    "skip",
    state === "draft" ? "This flow isn’t published, so no one enters." : "This flow is paused.",
  );
}

function entrance({ trigger }: FlowDocument): Finding {
  return sourceFinding("Entry", "wait", `Hasn’t entered. ${triggerType(trigger.kind).describe}`);
}

function walking({ state, exitedBecause, startedAt }: Walk, formatTime: FormatTime): Finding {
  const since = `Entered ${formatTime(startedAt)}`;
  if (state === "waiting") return sourceFinding("Entry", "pass", `${since}. In progress.`);
  if (state === "finished") return sourceFinding("Entry", "pass", `${since}. Finished.`);
  const because = leavingReasons[exitedBecause as LeavingReason]; // written by this domain alone
  return sourceFinding("Entry", "wait", `${since}. Exited: ${because ?? exitedBecause}`);
}
