import { type Audience, tagOf } from "#domain/campaigns/audience";
import { finishTime } from "#domain/campaigns/finish-time";
import { wordingOf } from "#domain/campaigns/wording";
import { sendWindow } from "#domain/compliance/window";
import type { Context } from "#domain/context";
import { newCode } from "#domain/links/code";
import { measureText } from "#domain/messages/parts";
import { priceMicros } from "#domain/messages/price";
import { word } from "#domain/messages/word";
import { senderFor } from "#domain/senders/choose";
import { statement } from "#platform/statement";

export interface CampaignEstimate {
  /** People who would be counted now. */
  audience: number;
  /** Of them, those who may be texted at this hour. */
  canLeaveNow: number;
  /** When the first of the others may be. */
  nextOpeningAt: Date | null;
  /** Parts of the shortest and of the longest text among the sample. */
  parts: { least: number; most: number };
  /** Millionths of a US dollar: if all were as cheap as the cheapest of the sample, as rendered on average, as the dearest. */
  costMicros: { least: number; expected: number; most: number };
  /** When the last would have left; null without a number in service or with nobody to text. */
  finishesAt: Date | null;
  /** How the first few would read. */
  samples: { name: string; text: string; parts: number }[];
  /** What is wrong with the text for somebody of the sample. */
  problem: string | null;
}

interface Setting {
  brandName: string;
  startsMinute: number;
  endsMinute: number;
}

interface SamplePerson {
  firstName: string | null;
  lastName: string | null;
  country: string | null;
}

const SAMPLE = 300;
const SHOWN = 3;

const read = statement(
  "estimate-setting",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName",
          g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute"
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id WHERE s.id = $1`,
);

const groups = statement(
  "estimate-groups",
  `SELECT rule_signature AS signature, count(*) AS count FROM subscribers
   WHERE shop_id = $1 AND marketing = 'subscribed' AND ($2::text IS NULL OR tags @> ARRAY[$2::text])
   GROUP BY rule_signature`,
);

/** Page keys are random, so the first in their order are a fair sample. */
const sample = statement(
  "estimate-sample",
  `SELECT first_name AS "firstName", last_name AS "lastName", country FROM subscribers
   WHERE shop_id = $1 AND marketing = 'subscribed' AND ($2::text IS NULL OR tags @> ARRAY[$2::text])
   ORDER BY page_key LIMIT $3`,
);

/**
 * What a campaign would be if it were sent now: how many people, at what cost, by when. The cost comes from texts
 * rendered for up to 300 of its people, because names, links and the opt-out line make parts.
 */
export async function estimateCampaign(
  { db, clock, shortLinkUrl }: Pick<Context, "db" | "clock" | "shortLinkUrl">,
  shopId: string,
  campaign: { name: string; body: string; linkUrl: string | null; audience: Audience; senderId: string | null },
): Promise<CampaignEstimate> {
  const tag = tagOf(campaign.audience);
  const [[setting], counted, people, sender] = await Promise.all([
    db.run<Setting>(read, [shopId]),
    db.run<{ signature: string; count: number }>(groups, [shopId, tag]),
    db.run<SamplePerson>(sample, [shopId, tag, SAMPLE]),
    senderFor(db, shopId, campaign.senderId),
  ]);
  if (!setting) throw new Error("A shop without settings has no campaigns.");
  const now = clock.now();
  const backlogs = counted.map(({ signature, count }) => ({ count, ...dueOf(signature, setting, now) }));
  const audience = backlogs.reduce((sum, { count }) => sum + count, 0);
  const later = backlogs.filter(({ dueAt }) => dueAt > now);
  const texts = wordAll(campaign, people, setting.brandName, shortLinkUrl);
  const { averageParts, parts, costMicros } = price(texts.worded, audience);
  const backlog = backlogs.map(({ count, dueAt }) => ({ dueAt, parts: count * averageParts }));
  return {
    audience,
    canLeaveNow: audience - later.reduce((sum, { count }) => sum + count, 0),
    nextOpeningAt: later.map(({ dueAt }) => dueAt).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    parts,
    costMicros,
    finishesAt: sender && audience > 0 ? finishTime(backlog, sender.partsPerSecond, now) : null,
    samples: texts.worded.slice(0, SHOWN).map(({ name, text, measured }) => ({ name, text, parts: measured })),
    problem: texts.problem,
  };
}

function dueOf(signature: string, merchant: Setting, now: Date): { dueAt: Date } {
  const window = sendWindow({ signature, merchant, now, purpose: "marketing" });
  return { dueAt: window.isOpen ? now : window.opensAt };
}

interface SampleText {
  name: string;
  text: string;
  measured: number;
  micros: number;
}

/** An audience of nobody is shown a text to "Alex", so that a draft has a preview and a price. */
function wordAll(
  campaign: { name: string; body: string; linkUrl: string | null },
  people: SamplePerson[],
  brandName: string,
  shortLinkUrl: string,
): { worded: SampleText[]; problem: string | null } {
  const wording = wordingOf(campaign);
  let problem: string | null = null;
  const worded = (people.length > 0 ? people : [{ firstName: "Alex", lastName: null, country: "US" }]).flatMap(
    (person) => {
      const result = word(wording, "marketing", person, { brandName, shortLinkUrl, newCode });
      if (result.kind === "failed") {
        problem ??= result.detail;
        return [];
      }
      const { parts } = measureText(result.text);
      return [
        {
          name: person.firstName ?? "",
          text: result.text,
          measured: parts,
          micros: priceMicros(person.country, parts),
        },
      ];
    },
  );
  return { worded, problem };
}

function price(
  texts: SampleText[],
  audience: number,
): { averageParts: number } & Pick<CampaignEstimate, "parts" | "costMicros"> {
  if (texts.length === 0)
    return { averageParts: 0, parts: { least: 0, most: 0 }, costMicros: { least: 0, expected: 0, most: 0 } };
  const parts = texts.map(({ measured }) => measured);
  const micros = texts.map((text) => text.micros);
  return {
    averageParts: mean(parts),
    parts: { least: Math.min(...parts), most: Math.max(...parts) },
    costMicros: {
      least: Math.min(...micros) * audience,
      expected: Math.round(mean(micros) * audience),
      most: Math.max(...micros) * audience,
    },
  };
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, it) => sum + it, 0) / numbers.length;
}
