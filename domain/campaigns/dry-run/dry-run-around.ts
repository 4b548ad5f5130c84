import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import {
  audienceKey,
  audienceStatement,
  type People,
  peopleIfAny,
  peopleOf,
} from "#domain/campaigns/audience/audience-people";
import type { LineShare } from "#domain/campaigns/sending/finish-time";
import { lineShareOf } from "#domain/campaigns/sending/line-share";
import { type DueParts, type Pace, paceOf } from "#domain/carriers/pace";
import type { Context } from "#domain/context";
import { readBounded, readingDb } from "#domain/segments/bounded-read";
import { ofTheShop } from "#domain/segments/of-the-shop";
import type { ChosenSender } from "#domain/senders/choose";
import type { Limit } from "#domain/spending/grant";
import { limitsOf } from "#domain/spending/limits-of";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import type { DryRunPlan } from "./dry-run-plan.ts";

/** What else bears on a campaign: what its texts share the number, the people and the money with. */
export interface Around {
  pace: Pace;
  share: LineShare | null;
  /** What other campaigns of the number have left to send. */
  others: DueParts[];
  limits: Limit[];
  /** The most people one of the shop's latest campaigns went to; null before there was one. */
  largestBefore: number | null;
  collisions: Collision[];
  /** People the audience's own words would include, had they agreed; by where their consent stands. */
  leftOut: LeftOut[];
}

export interface LeftOut {
  marketing: string;
  count: number;
}

/** Another campaign that comes to some of the same people within the hours of the frequency cap. */
export interface Collision {
  campaignId: string;
  name: string;
  /** Null: it is under way. */
  startsAt: string | null;
  /** True when it comes to them first. */
  isFirst: boolean;
  /** About so many of the same people. */
  people: number;
}

const others = statement(
  "dry-run-others",
  `SELECT k.due_at AS "dueAt", sum(cardinality(k.subscriber_ids) - k.cursor)::int8 AS parts
   FROM campaigns o JOIN campaign_chunks k ON k.shop_id = o.shop_id AND k.campaign_id = o.id AND k.state = 'ready'
   WHERE o.shop_id = $1 AND o.sender_id = $2 AND o.id <> $3 AND o.state IN ('preparing', 'sending')
   GROUP BY 1`,
);

const LATEST = 10;
const largest = statement(
  "dry-run-largest",
  `SELECT max(audience_count) AS most FROM (
     SELECT audience_count FROM campaigns WHERE shop_id = $1 AND id <> $2 AND started_at IS NOT NULL AND audience_count > 0
     ORDER BY created_at DESC LIMIT ${LATEST}) AS latest`,
);

/** Before or after by no more than the cap's hours; under way counts as now. */
const near = statement(
  "dry-run-near",
  `SELECT id, name, audience, CASE WHEN state = 'scheduled' THEN scheduled_at END AS "startsAt"
   FROM campaigns
   WHERE shop_id = $1 AND id <> $2 AND (
     state IN ('preparing', 'sending', 'paused')
     OR state = 'scheduled' AND scheduled_at > $3::timestamptz - make_interval(hours => $4) AND scheduled_at < $3::timestamptz + make_interval(hours => $4))
   ORDER BY scheduled_at LIMIT 10`,
);

/** Page keys are random, so the first in their order are a fair sample. */
const sample = audienceStatement(
  "dry-run-sample",
  (people) => `SELECT s.id FROM subscribers s WHERE s.shop_id = $1 AND ${people} ORDER BY s.page_key LIMIT $3`,
);
const among = audienceStatement(
  "dry-run-among",
  (people) =>
    `SELECT count(*) AS count FROM subscribers s WHERE s.shop_id = $1 AND ${people} AND s.id = ANY($3::uuid[])`,
);
const SAMPLE = 1_000;

const withoutConsent = (shop: string, people: string) =>
  `SELECT s.marketing, count(*) AS count FROM subscribers s
   WHERE ${shop} AND s.marketing <> 'subscribed' AND s.redacted_at IS NULL AND ${people}
   GROUP BY 1`;
const ofAllOrTag = statement(
  "dry-run-without-consent",
  withoutConsent("s.shop_id = $1", "($2::text IS NULL OR s.tags @> ARRAY[$2::text])"),
);
/** Of a segment that takes longer, no one says how many have not agreed. */
const CONSENT_MS = 10_000;

interface Asked {
  shopId: string;
  campaignId: string;
  plan: DryRunPlan;
  sender: ChosenSender;
  /** Of the shop's frequency cap. */
  capHours: number;
  /** How many people the dry run found. */
  people: number;
}

/** Reads it once, when everyone has been worked out. */
export async function aroundCampaign(ctx: Pick<Context, "db" | "replica">, asked: Asked, now: Date): Promise<Around> {
  const { db: sql } = ctx;
  const { shopId, campaignId, plan, sender } = asked;
  const startsAt = new Date(plan.startsAt);
  const senderId = sender.id;
  const audience = await peopleOf(sql, shopId, plan.audience, startsAt);
  return {
    pace: await paceOf(sql, { shopId, senderId, partsPerSecond: sender.partsPerSecond }, now),
    share: await lineShareOf(sql, shopId, now),
    others: await sql.run<DueParts>(others, [shopId, senderId, campaignId]),
    limits: await limitsOf(sql, { shopId, senderId, campaignIds: [campaignId] }, startsAt),
    largestBefore: (await sql.run<{ most: number | null }>(largest, [shopId, campaignId]))[0]?.most ?? null,
    collisions: await collisionsOf(sql, asked, audience, startsAt),
    leftOut: await leftOutOf(ctx, shopId, audience),
  };
}

/** Who was not reached by an earlier campaign had agreed to it. */
async function leftOutOf(ctx: Pick<Context, "db" | "replica">, shopId: string, people: People): Promise<LeftOut[]> {
  const key = audienceKey(people);
  if (people.kind === "unsent") return [];
  if (people.kind !== "chosen") return ctx.db.run<LeftOut>(ofAllOrTag, [shopId, key]);
  const readPeople = statement("", withoutConsent(await ofTheShop(readingDb(ctx), shopId), people.sql));
  const found = await readBounded<LeftOut>(ctx, readPeople, [shopId, key], { timeoutMs: CONSENT_MS });
  return found.kind === "read" ? found.rows : [];
}

interface Near {
  id: string;
  name: string;
  audience: unknown;
  startsAt: Date | null;
}

async function collisionsOf(
  sql: Sql,
  { shopId, campaignId, capHours, people }: Asked,
  chosen: People,
  startsAt: Date,
): Promise<Collision[]> {
  const found = await sql.run<Near>(near, [shopId, campaignId, startsAt, capHours]);
  if (found.length === 0) return [];
  const some = await sql.run<{ id: string }>(sample(chosen), [shopId, audienceKey(chosen), SAMPLE]);
  const ids = some.map(({ id }) => id);
  const collisions: Collision[] = [];
  for (const other of found) {
    const theirs = await peopleIfAny(sql, shopId, parseAudience.parse(other.audience), startsAt);
    const share = theirs ? await shareOf(sql, shopId, theirs, ids) : 0;
    const isFirst = other.startsAt === null || other.startsAt <= startsAt;
    const common = { campaignId: other.id, name: other.name, startsAt: other.startsAt?.toISOString() ?? null, isFirst };
    if (share > 0) collisions.push({ ...common, people: Math.max(1, Math.round(share * people)) });
  }
  return collisions;
}

async function shareOf(sql: Sql, shopId: string, of: People, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const [row] = await sql.run<{ count: number }>(among(of), [shopId, audienceKey(of), ids]);
  return (row?.count ?? 0) / ids.length;
}
