import { expect, test } from "vitest";
import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import type { StartAt } from "#domain/campaigns/drafts/start-hour";
import { askDryRun } from "#domain/campaigns/dry-run/dry-run";
import { findDryRun } from "#domain/campaigns/dry-run/dry-run-find";
import { dryRunPage, type Forecast } from "#domain/campaigns/dry-run/dry-run-page";
import type { DryRunResult } from "#domain/campaigns/dry-run/dry-run-result";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { measureText } from "#domain/messages/content/parts";
import { changeSettings } from "#domain/settings/change-settings";
import { hashPhone } from "../factories/context.ts";
import { aPhone } from "../factories/phone.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

/** Tuesday, 10:00 in New York, 9:00 in Houston, 7:00 in Los Angeles, 5:00 in Honolulu, 15:00 in London. */
const MORNING = new Date("2026-11-24T15:00:00Z");
const world = await openStory({ now: MORNING });
const { ctx, carrier } = world;
const { prisma } = ctx.db;
const HOUR = 3_600_000;
const MINUTE = 60_000;

type Given = NonNullable<Parameters<typeof aSubscriber>[1]>;
const at = (country: string, region: string | null, zone: string): Given => ({
  ...{ country, region, timeZone: zone },
  ruleSignature: `${region === null ? country : `${country}-${region}`}@${zone}`,
});
const newYork = at("US", "NY", "America/New_York");
const florida = at("US", "FL", "America/New_York");
const texas = at("US", "TX", "America/Chicago");
const california = at("US", "CA", "America/Los_Angeles");
const hawaii = at("US", "HI", "Pacific/Honolulu");
const london = at("GB", null, "Europe/London");
const nowhere: Given = { country: null, region: null, timeZone: null, places: [], ruleSignature: "unknown" };

const TEXT =
  "{{ customer.first_name }}, the winter sale at {{ shop.name }} begins today and everything is 20% off until Sunday evening: {{ link }}";
/** This person gets the longest text. */
const LONG_WINDED = "Eee";
const longWinded = (loops: number) =>
  `${TEXT}{% if customer.first_name == "${LONG_WINDED}" %}{% for i in (1..${loops}) %}more{% endfor %}{% endif %}`;
/** Longer than any provider takes: the editor refuses it, but an earlier release let merchants schedule it. */
const TOO_LONG = longWinded(400);

/** Everyone of whom something else is true; `textsAgo` are the hours since their last marketing texts. */
const cast: (Given & { textsAgo?: number[]; suppressed?: string })[] = [
  ...["Ada", "Grace", "Zoë", "Ana Đặng", null, "Wilhelmina-Theodora Antonietta", LONG_WINDED].map((firstName) => ({
    ...newYork,
    firstName,
  })),
  { ...newYork, textsAgo: [23] },
  { ...newYork, textsAgo: [25, 40] },
  { ...newYork, suppressed: "opted-out" },
  { ...newYork, suppressed: "opted-out-at-provider" },
  { ...newYork, suppressed: "invalid-number" },
  { ...newYork, invalidAt: MORNING },
  { ...newYork, marketing: "unsubscribed" },
  { ...newYork, marketing: "never" },
  ...[florida, { ...florida, textsAgo: [2, 3, 4] }, texas, california, { ...california, firstName: "Noël" }],
  // Too soon now, and no longer when their morning comes.
  { ...california, textsAgo: [23] },
  { ...california, textsAgo: [3] },
  { ...california, suppressed: "opted-out" },
  ...[hawaii, hawaii, london, { ...london, firstName: "Siân" }, nowhere, { ...nowhere, textsAgo: [1] }],
];

async function populate(shopId: string, now: Date): Promise<void> {
  for (const { textsAgo, suppressed, ...given } of cast) {
    const phone = aPhone();
    const { id } = await aSubscriber(ctx.db, { ...given, shopId, phone });
    if (suppressed) {
      const phoneHash = hashPhone(phone);
      await prisma.suppression.create({ data: { shopId, phoneHash, reason: suppressed, at: now } });
    }
    const marketingAt = textsAgo?.map((hours) => new Date(now.getTime() - hours * HOUR));
    if (marketingAt) await prisma.recipientCap.create({ data: { shopId, subscriberId: id, marketingAt } });
  }
}

/** What the worker makes of a dry run, and what it would say of each person. */
async function dryRun(
  shopId: string,
  campaignId: string,
  start: StartAt,
): Promise<{ result: DryRunResult; people: Forecast[] }> {
  await askDryRun(ctx, shopId, campaignId, start);
  const found = await until("the dry run", async () => {
    const latest = await findDryRun(ctx.db, shopId, campaignId);
    return latest?.state === "done" && latest.result && { ...latest, result: latest.result };
  });
  const sender = await prisma.sender.findFirstOrThrow({ where: { shopId } });
  const shop = await readSliceSetting(ctx.db, ctx.providers, shopId, sender.id, ctx.clock.now());
  if (!shop) throw new Error("There is no such sender.");
  const { plan } = found;
  const dates = { startsAt: new Date(plan.startsAt), expiresAt: new Date(plan.expiresAt) };
  const everybody = await peopleOf(ctx.db, shopId, parseAudience.parse(plan.audience), dates.startsAt);
  const page = { shopId, plan, people: everybody, shop, shortLinkUrl: ctx.shortLinkUrl, ...dates };
  const { forecasts, next } = await dryRunPage(ctx.db, page, null);
  expect(next).toBeNull();
  return { result: found.result, people: forecasts };
}

/** Lets the time pass, from each moment at which something is due to the next, until no one's text waits any more. */
async function sendAll(shopId: string, campaignId: string) {
  for (let moments = 0; moments < 100; moments += 1) {
    const next = await until("everything due to have left", async () => {
      const { due, isOpen } = await nextDue(shopId, campaignId);
      return (due === null || due > ctx.clock.now()) && !isOpen && { due };
    });
    if (next.due === null) return prisma.message.findMany({ where: { shopId, sourceId: campaignId } });
    await world.advance(Math.max(0, next.due.getTime() - ctx.clock.now().getTime()));
  }
  throw new Error("Somebody waits for ever.");
}

/** When the campaign next has something to do; null when it never has again. */
async function nextDue(shopId: string, campaignId: string): Promise<{ due: Date | null; isOpen: boolean }> {
  const campaign = await prisma.campaign.findFirstOrThrow({ where: { shopId, id: campaignId } });
  if (campaign.state === "scheduled") return { due: campaign.scheduledAt, isOpen: false };
  const chunks = { shopId, campaignId, state: "ready" };
  const texts = { shopId, sourceId: campaignId };
  const [chunk, text, sending] = await Promise.all([
    prisma.campaignChunk.findFirst({ where: chunks, orderBy: { dueAt: "asc" } }),
    prisma.message.findFirst({ where: { ...texts, state: "waiting" }, orderBy: { dueAt: "asc" } }),
    prisma.message.count({ where: { ...texts, state: "sending" } }),
  ]);
  const dates = [chunk, text].flatMap((it) => it?.dueAt.getTime() ?? []);
  const due = dates.length > 0 ? new Date(Math.min(...dates)) : null;
  return { due, isOpen: campaign.snapshotDoneAt === null || sending > 0 };
}

interface Outcome {
  who: string;
  fate: string;
  because: string | null;
  parts: number;
  micros: number;
  encoding: string | null;
}

const byPerson = (some: Outcome[]) => some.sort((a, b) => (a.who < b.who ? -1 : 1));
const SENT = ["accepted", "sent", "delivered", "failed", "unknown"];

const shops = new Map<string, string>();

async function open(shop: string, number: string): Promise<string> {
  const shopId = await world.install(shop);
  await world.connect(shopId, number);
  shops.set(shop, shopId);
  return shopId;
}

async function agrees(
  shop: string,
  number: string,
  { action, start = "now" }: { action: "skip" | "defer"; start?: StartAt },
): Promise<DryRunResult> {
  const shopId = shops.get(shop) ?? (await open(shop, number));
  await prisma.subscriber.deleteMany({ where: { shopId } });
  await changeSettings(ctx, shopId, { frequencyCapAction: action, textingStartsMinute: 480, textingEndsMinute: 1_260 });
  await populate(shopId, ctx.clock.now());
  const campaignId = await createCampaign(ctx, shopId, {
    name: "Winter sale",
    body: longWinded(20),
    linkUrl: "https://fernhill-supply.myshopify.com/sale",
  });
  const setBody = (body: string) => prisma.campaign.updateMany({ where: { shopId, id: campaignId }, data: { body } });
  const isScheduledAhead = start !== "now";

  if (isScheduledAhead) await setBody(TOO_LONG);
  const { result, people } = await dryRun(shopId, campaignId, start);
  const handedBefore = (await carrier.handOffs({})).length;
  if (isScheduledAhead) await setBody(TEXT);
  await scheduleCampaign(ctx, shopId, campaignId, start);
  if (isScheduledAhead) await setBody(TOO_LONG);
  const rows = await sendAll(shopId, campaignId);

  const foreseen = people.map((it) => {
    const leaves = it.fate === "now" || it.fate === "later";
    const because = leaves || it.fate === "expired" ? null : it.because;
    return {
      who: it.subscriberId,
      fate: leaves ? "sent" : it.fate,
      because,
      parts: it.parts,
      micros: it.micros,
      encoding: it.encoding,
    };
  });
  const happened = rows.map((row) => {
    const leaves = SENT.includes(row.state);
    return {
      who: row.subscriberId,
      fate: leaves ? "sent" : row.state,
      because: leaves || row.state === "expired" ? null : row.reason,
      parts: row.parts ?? 0,
      micros: Number(row.priceMicros ?? 0),
      encoding: row.encoding,
    };
  });
  expect(byPerson(foreseen)).toEqual(byPerson(happened));

  // The carrier saw what was foreseen: as many texts, each of as many parts.
  const handed = (await carrier.handOffs({})).slice(handedBefore);
  const sent = happened.filter(({ fate }) => fate === "sent");
  expect(handed.length).toBe(result.texts);
  expect(handed.reduce((sum, { body }) => sum + measureText(body).parts, 0)).toBe(result.parts);
  expect(result.micros).toBe(sent.reduce((sum, { micros }) => sum + micros, 0));
  expect(result.people).toBe(rows.length);
  const skipped = Map.groupBy(
    happened.filter(({ fate }) => fate !== "sent"),
    ({ fate, because }) => `${fate} ${because}`,
  );
  expect(
    new Map(result.nothing.map((it) => [`${it.fate} ${it.fate === "expired" ? null : it.because}`, it.count])),
  ).toEqual(new Map([...skipped].map(([key, some]) => [key, some.length])));
  // When it leaves is foreseen too.
  const leftAt = new Map(rows.map((row) => [row.subscriberId, row.dueAt.getTime()]));
  for (const { subscriberId, fate, at: foreseenAt } of people)
    if (fate === "later") expect((leftAt.get(subscriberId) ?? 0) - foreseenAt.getTime()).toBeLessThan(MINUTE);
  return result;
}

test("what a dry run tells of a campaign is what its sending does, person by person, part by part and cent by cent", async () => {
  const result = await agrees(FERNHILL, NUMBERS[0], { action: "skip" });
  expect(new Set(result.nothing.map(({ because }) => because))).toEqual(
    new Set(["frequency-cap", "invalid-number", "opted-out"]),
  );
  expect(result.later[0]).toMatchObject({ at: "2026-11-24T17:00:00.000Z", because: "quiet-hours", count: 3 });
  expect(result.leftOut.map(({ marketing }) => marketing).sort()).toEqual(["never", "unsubscribed"]);
  expect(new Set(result.countries.map(({ country }) => country))).toEqual(new Set(["GB", "US", null]));
  expect(result.lengths.map(({ parts }) => parts)).toEqual([1, 2, 3]);
  expect(result.unicode.texts).toBe(4);
  expect(result.nowhere).toBe(2);
});

/** The next day at the hour at which the story began. */
async function nextMorning(): Promise<void> {
  const sinceMidnight = ctx.clock.now().getTime() % (24 * HOUR);
  await world.advance(24 * HOUR + (MORNING.getTime() % (24 * HOUR)) - sinceMidnight);
}

test("with a cap that puts off instead, those who were texted lately get it a day later, as foreseen", async () => {
  await nextMorning();
  const result = await agrees(BLUEBIRD, NUMBERS[1], { action: "defer" });
  expect(result.nothing.map(({ because }) => because)).not.toContain("frequency-cap");
  expect(result.later.some(({ because }) => because === "frequency-cap")).toBe(true);
});

test("at an hour by each one’s own clock, in the evening for some, it is foreseen just so", async () => {
  await nextMorning();
  const tomorrow = new Date(ctx.clock.now().getTime() + 24 * HOUR).toISOString().slice(0, 10);
  const start = { localTime: `${tomorrow}T20:30` };
  const result = await agrees(FERNHILL, NUMBERS[0], { action: "skip", start });
  expect(result.nothing.map(({ because }) => because)).toContain("too-long");
  // Half past eight is too late in Florida, and Texas allows it. Of a person who may live anywhere the evening is not known.
  expect(new Set(result.later.map(({ because }) => because))).toEqual(new Set(["local-time", "quiet-hours"]));
});
