import { DateTime } from "luxon";
import type { LocalClock } from "#domain/campaigns/drafts/local-time";
import { wordingOf } from "#domain/campaigns/drafts/wording";
import { chunkWindows } from "#domain/campaigns/sending/chunk-window";
import { type Finish, finishTime } from "#domain/campaigns/sending/finish-time";
import { paceOf } from "#domain/carriers/pace";
import type { MerchantHours } from "#domain/compliance/stricter";
import type { Context } from "#domain/context";
import { newCode } from "#domain/links/code";
import { priceMicros } from "#domain/messages/claim/price";
import { checkTemplate } from "#domain/messages/content/check-template";
import { measureText } from "#domain/messages/content/parts";
import { word } from "#domain/messages/content/word";
import type { ProviderFacts } from "#domain/messages/delivery/provider-facts";
import { readBounded } from "#domain/segments/bounded-read";
import { senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { UserError } from "#domain/user-error";
import { paceFor } from "#platform/let-others-run";
import { type Statement, statement } from "#platform/sql/statement";
import type { Audience } from "./audience.ts";
import { audienceKey, audienceStatement, type People, peopleOf } from "./audience-people.ts";

export interface CampaignEstimate {
  /** People who would get it now. */
  audience: number;
  /** People who would be skipped because they have had as many texts as the shop's frequency cap allows. */
  capped: number;
  /** Of them, those who may be texted at this hour. */
  canLeaveNow: number;
  /** When the first of the others may be. */
  nextOpeningAt: Date | null;
  /** Parts of the shortest and of the longest text among the sample. */
  parts: { least: number; most: number };
  /** Millionths of a US dollar: if all were as cheap as the cheapest of the sample, as rendered on average, as the dearest. */
  costMicros: { least: number; expected: number; most: number };
  /** When the last would have left, and at what rate; null without a number in service or with no one to text. */
  finish: Finish | null;
  /** How the first few would read. */
  samples: { name: string; text: string; parts: number }[];
  /** What is wrong with the text for someone of the sample. */
  problem: string | null;
}

interface Setting extends MerchantHours {
  timeZone: string;
  capAction: string;
  brandName: string;
}

interface SamplePerson {
  firstName: string | null;
  lastName: string | null;
  country: string | null;
}

const SAMPLE = 300;
const SEGMENT_MS = 10_000;
/** Time for wording the sample, in milliseconds, and how long other work of the process waits meanwhile. */
const SAMPLE_MS = 250;
const OTHERS_RUN_AFTER_MS = 10;
const SHOWN = 3;

const readEstimateSetting = statement(
  "estimate-setting",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName",
          g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute",
          g.stricter_rules AS "stricter", g.frequency_cap_action AS "capAction",
          coalesce(s.time_zone, 'UTC') AS "timeZone"
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id WHERE s.id = $1`,
);

const groups = audienceStatement(
  "estimate-groups",
  (people) => `
  SELECT s.rule_signature AS signature, CASE WHEN $3::bool THEN s.time_zone END AS zone, count(*) AS count,
    count(*) FILTER (WHERE (SELECT count(*) FROM unnest(c.marketing_at) AS at
      WHERE at > $4::timestamptz - make_interval(hours => g.frequency_cap_hours)) >= g.frequency_cap_texts) AS capped
  FROM subscribers s
  JOIN shop_settings g ON g.shop_id = s.shop_id
  LEFT JOIN recipient_caps c ON c.shop_id = s.shop_id AND c.subscriber_id = s.id
  WHERE s.shop_id = $1 AND ${people}
  GROUP BY 1, 2`,
);

/** Page keys are random, so the first in their order are a fair sample. */
const sample = audienceStatement(
  "estimate-sample",
  (people) => `
  SELECT s.first_name AS "firstName", s.last_name AS "lastName", s.country FROM subscribers s
  WHERE s.shop_id = $1 AND ${people}
  ORDER BY s.page_key LIMIT $3`,
);

/** Later than every window: an estimate has no deadline. */
const NO_DEADLINE = new Date("9999-12-31T23:59:59Z");

export interface Estimated {
  name: string;
  body: string;
  linkUrl: string | null;
  audience: Audience;
  senderId: string | null;
  /** "2026-11-27T10:00" by each recipient's own clock; absent or null when it starts for all at once. */
  localTime?: string | null;
}

interface Group extends LocalClock {
  count: number;
  /** Of them, those whose frequency cap is used up. */
  capped: number;
}

/**
 * What a campaign would be if it were sent now: how many people, at what cost, by when. The cost comes from texts
 * rendered for up to 300 of its people, because names, links and the opt-out line make parts.
 */
export async function estimateCampaign(
  ctx: Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl" | "replica">,
  shopId: string,
  campaign: Estimated,
): Promise<CampaignEstimate> {
  const { db, clock, shortLinkUrl } = ctx;
  const { localTime = null } = campaign;
  const now = clock.now();
  const of = await peopleOf(db, shopId, campaign.audience, now);
  const key = audienceKey(of);
  const [setting] = await db.run<Setting>(readEstimateSetting, [shopId]);
  if (!setting) throw new Error("A shop without settings has no campaigns.");
  const [counted, people, sender] = await Promise.all([
    readPeople<Group>(ctx, of, groups(of), [shopId, key, localTime !== null, capsAt(localTime, setting, now)]),
    readPeople<SamplePerson>(ctx, of, sample(of), [shopId, key, SAMPLE]),
    senderFor(db, shopId, campaign.senderId),
  ]);
  const windowOf = chunkWindows({ ...setting, localTime, expiresAt: NO_DEADLINE }, now);
  // A cap that defers texts leaves no one out.
  const skips = setting.capAction === "skip";
  const backlogs = counted
    .map((group) => ({ count: skips ? group.count - group.capped : group.count, dueAt: windowOf(group).dueAt }))
    .filter(({ count }) => count > 0);
  const audience = backlogs.reduce((sum, { count }) => sum + count, 0);
  const later = backlogs.filter(({ dueAt }) => dueAt > now);
  const facts = factsOf(ctx.providers, sender?.provider);
  const texts = await wordAll(campaign, people, { ...setting, shortLinkUrl, facts });
  const { averageParts, parts, costMicros } = priceTexts(texts.worded, audience);
  const pace = sender && (await paceOf(db, { shopId, senderId: sender.id, ...sender }, now));
  const backlog = backlogs.map(({ count, dueAt }) => ({ dueAt, parts: count * averageParts }));
  return {
    audience,
    capped: skips ? counted.reduce((sum, group) => sum + group.capped, 0) : 0,
    canLeaveNow: audience - later.reduce((sum, { count }) => sum + count, 0),
    nextOpeningAt: later.map(({ dueAt }) => dueAt).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    parts,
    costMicros,
    finish: pace && finishTime(backlog, pace, null, now),
    samples: texts.worded.slice(0, SHOWN).map(({ name, text, measured }) => ({ name, text, parts: measured })),
    problem: texts.problem,
  };
}

/** When the caps are looked at: of local times that is the store's own, near which most of its people live. */
function capsAt(localTime: string | null, { timeZone }: Setting, now: Date): Date {
  if (localTime === null) return now;
  const there = DateTime.fromISO(localTime, { zone: timeZone });
  return there.isValid && there.toJSDate() > now ? there.toJSDate() : now;
}

/** A segment is asked where and as long as segments may be; what takes longer has no estimate. */
async function readPeople<Row extends object>(
  ctx: Pick<Context, "db" | "replica">,
  of: People,
  read: Statement,
  values: unknown[],
): Promise<Row[]> {
  if (of.kind !== "chosen") return await ctx.db.run<Row>(read, values);
  const found = await readBounded<Row>(ctx, read, values, { timeoutMs: SEGMENT_MS });
  if (found.kind === "read") return found.rows;
  throw new UserError(
    "campaign-audience-slow",
    "This audience is too large to estimate quickly. You can still send to it.",
    "audience",
  );
}

interface SampleText {
  name: string;
  text: string;
  measured: number;
  micros: number;
}

/**
 * Words the sample until a template fails or the time is up: a text that is costly to make is judged by fewer people. An empty
 * audience is shown a text to "Alex", so that a draft has a preview and a price.
 */
async function wordAll(
  campaign: { name: string; body: string; linkUrl: string | null },
  people: SamplePerson[],
  { brandName, shortLinkUrl, facts }: { brandName: string; shortLinkUrl: string; facts: ProviderFacts },
): Promise<{ worded: SampleText[]; problem: string | null }> {
  const worded: SampleText[] = [];
  let problem = await checkTemplate(campaign.body);
  if (problem !== null) return { worded, problem };
  const wording = wordingOf(campaign);
  const { longestText } = facts.limits;
  const budget = paceFor(SAMPLE_MS);
  const pace = paceFor(OTHERS_RUN_AFTER_MS);
  for (const person of people.length > 0 ? people : [{ firstName: "Alex", lastName: null, country: "US" }]) {
    const result = word(wording, "marketing", person, { brandName, shortLinkUrl, newCode, longestText });
    if (budget.isDue()) break;
    if (pace.isDue()) await pace.letOthersRun();
    if (result.kind === "failed") {
      problem ??= result.detail;
      if (result.because === "template-failed") break;
      continue;
    }
    const { parts } = measureText(result.text);
    const micros = priceMicros(facts.prices, person.country, parts);
    worded.push({ name: person.firstName ?? "", text: result.text, measured: parts, micros });
  }
  return { worded, problem };
}

function priceTexts(
  texts: SampleText[],
  audience: number,
): { averageParts: number } & Pick<CampaignEstimate, "parts" | "costMicros"> {
  if (texts.length === 0)
    return { averageParts: 0, parts: { least: 0, most: 0 }, costMicros: { least: 0, expected: 0, most: 0 } };
  const parts = texts.map(({ measured }) => measured);
  const micros = texts.map((text) => text.micros);
  return {
    averageParts: meanOf(parts),
    parts: { least: Math.min(...parts), most: Math.max(...parts) },
    costMicros: {
      least: Math.min(...micros) * audience,
      expected: Math.round(meanOf(micros) * audience),
      most: Math.max(...micros) * audience,
    },
  };
}

function meanOf(numbers: number[]): number {
  return numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
}
