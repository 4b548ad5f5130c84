import type { FailureCause } from "#domain/messages/failures/cause";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { type Statement, statement } from "#platform/sql/statement";
import type { Audience } from "./audience.ts";
import { type Chosen, findChosenPeople } from "./audience-chosen.ts";

/**
 * Failures that were no fault of the person's number and end once the merchant has put the sending number in order: its
 * account may not text the country, or the number may not send (not verified, not registered, suspended).
 */
const MENDABLE: FailureCause[] = ["region", "sender-not-allowed"];

/**
 * The people of the campaign $2 of the shop $1 to whom it handed nothing over, once it is over: skipped, expired, or still
 * in a chunk when it was cancelled. No one whose outcome is unknown: they may have the text. Each person at most once.
 */
export const UNSENT_IDS = `
  SELECT m.subscriber_id AS id
  FROM campaigns c JOIN messages m ON m.shop_id = c.shop_id AND m.month = c.month AND m.source_id = c.id
  WHERE c.shop_id = $1 AND c.id = $2::uuid AND c.state IN ('finished', 'cancelled')
    AND (m.state IN ('skipped', 'expired') OR (m.state = 'waiting' AND c.state = 'cancelled') OR (m.state = 'failed'
           AND coalesce(m.failure_cause, cause_of_old_failure(m.reason)) IN (${MENDABLE.map((cause) => `'${cause}'`).join()})))
  UNION ALL
  SELECT unnest(k.subscriber_ids[k.cursor + 1 :])
  FROM campaigns c JOIN campaign_chunks k ON k.shop_id = c.shop_id AND k.campaign_id = c.id
  WHERE c.shop_id = $1 AND c.id = $2::uuid AND c.state = 'cancelled'`;

/** True of a subscriber s to whom another campaign for the same unsent people has handed a text over, or may have. */
export const TEXTED_SINCE = `EXISTS (
  SELECT 1 FROM campaigns f JOIN messages m ON m.shop_id = f.shop_id AND m.month = f.month AND m.source_id = f.id
  WHERE f.shop_id = $1 AND f.audience ->> 'campaignId' = $2::text AND m.subscriber_id = s.id
    AND m.state IN ('sending', 'accepted', 'sent', 'delivered', 'failed', 'unknown'))`;

const ORDINARY = "s.marketing = 'subscribed' AND ($2::text IS NULL OR s.tags @> ARRAY[$2::text])";
export const CHOSEN = `s.marketing = 'subscribed' AND s.redacted_at IS NULL AND s.page_key <= coalesce(($2::jsonb ->> 'upTo')::int8, 2147483647)`;
const UNSENT = `s.marketing = 'subscribed' AND s.invalid_at IS NULL AND s.id IN (${UNSENT_IDS}) AND NOT ${TEXTED_SINCE}`;

/** An audience whose people can be asked for: a segment or a list has become a condition (`peopleOf`). */
export type People = Exclude<Audience, { kind: "segment" | "list" }> | Chosen;

/** Whom an audience names, as of `now`. Throws a UserError when its segment or list was deleted. */
export async function peopleOf(db: Sql, shopId: string, of: Audience, now: Date): Promise<People> {
  const people = await peopleIfAny(db, shopId, of, now);
  if (people) return people;
  const what = "name" in of ? `${of.kind} “${of.name}”` : of.kind;
  throw new UserError("campaign-audience-gone", `The ${what} was deleted.`, "audience");
}

/** The same, or null when its segment or list was deleted: for a campaign whose people were counted before. */
export async function peopleIfAny(db: Sql, shopId: string, of: Audience, now: Date): Promise<People | null> {
  return of.kind === "segment" || of.kind === "list" ? await findChosenPeople(db, shopId, of, now) : of;
}

/**
 * A statement about the people of an audience, who are subscribers s of the shop $1. It is given the condition that they
 * meet, and `audienceKey` as $2. Two statements: what serves everyone must not be planned for the rest. A segment's has
 * no name: it is not worth keeping.
 */
export function audienceStatement(name: string, textOf: (people: string) => string): (of: People) => Statement {
  const ordinary = statement(name, textOf(ORDINARY));
  const unsent = statement(`${name}-unsent`, textOf(UNSENT));
  return (of) => {
    if (of.kind === "chosen") return statement("", textOf(`${CHOSEN} AND ${of.sql}`));
    return of.kind === "unsent" ? unsent : ordinary;
  };
}

/**
 * $2 of such a statement: the tag its people carry, the campaign that did not reach them, null for everyone, or the values
 * of a segment's condition.
 */
export function audienceKey(of: People): string | null {
  if (of.kind === "all") return null;
  if (of.kind === "chosen") return JSON.stringify({ values: of.values, upTo: of.upTo });
  return of.kind === "tag" ? of.tag : of.campaignId;
}
