import { expect, test } from "vitest";
import { overview } from "#domain/analytics/overview";
import { listCampaigns } from "#domain/campaigns/report/list";
import { campaignRecipients } from "#domain/campaigns/report/recipients";
import { campaignReport } from "#domain/campaigns/report/report";
import { applyClicks } from "#domain/intake/apply-clicks";
import { compileRules } from "#domain/segments/compile";
import { rebuildFacts } from "#domain/segments/rebuild-facts";
import type { Rules } from "#domain/segments/tree";
import { subscriberProfile } from "#domain/subscribers/profile";
import { readTimeline } from "#domain/timeline/read";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { aTextWithLink } from "../../test/factories/text-with-link.ts";

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600;
const at = (seconds: number) => new Date(TUESDAY_MORNING.getTime() + seconds * 1_000);
const formatTime = (time: Date) => time.toISOString();
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";

/** What came to each person's link, in seconds after the hand-over; a preview says so. */
const visits: Record<string, [number, string?][]> = {
  "the scanner alone": [[3]],
  "the scanner, twice at once": [[2], [2.1]],
  "the scanner and a preview later": [[3], [HOUR, "WhatsApp/2.23"]],
  "the person alone": [[20]],
  "the scanner, then the person": [[3], [HOUR]],
  "the scanner, then the person in the same minute": [[3], [30]],
  "a preview alone": [[3, "WhatsApp/2.23"]],
  "no visit": [],
};
const CLICKED = ["the person alone", "the scanner, then the person", "the scanner, then the person in the same minute"];

test("the report, the list, recipients, profile, timeline, segments and home count the same people as clicked", async () => {
  const month = new Date("2026-11-01");
  const campaign = await aCampaign(db, { state: "finished", month, startedAt: at(-60), finishedAt: at(0) });
  const { shopId, id } = campaign;
  const people = new Map<string, string>();
  for (const [who, itsVisits] of Object.entries(visits)) {
    const subscriberId = (await aSubscriber(db, { shopId })).id;
    people.set(subscriberId, who);
    const { code } = await aTextWithLink(db, {
      shopId,
      subscriberId,
      sourceId: id,
      claimedAt: at(-1),
      handedAt: at(0),
    });
    // Its receipt has not come: a click rate is of the others.
    if (who === "no visit")
      await db.prisma.message.updateMany({ where: { shopId, subscriberId }, data: { state: "sent" } });
    await db.prisma.recipientCap.create({ data: { shopId, subscriberId, marketingAt: [at(0)] } });
    for (const [seconds, userAgent = CHROME] of itsVisits) {
      const body = Buffer.from(JSON.stringify({ code, userAgent, purpose: null }));
      const row = { source: "links", topic: "click", shopDomain: null, url: null, attempts: 0 };
      const delivery = { ...row, id: newId(), shopId, receivedAt: at(seconds), triggeredAt: at(seconds), body };
      await db.transaction((tx) => applyClicks(tx, ctx, [delivery]));
    }
  }
  ctx.clock.set(at(2 * HOUR));
  const now = ctx.clock.now();
  const named = (ids: string[]) => new Set(ids.map((it) => people.get(it)));
  const clicked = new Set(CLICKED);

  const report = await campaignReport(db, shopId, id, now, formatTime);
  expect(report?.funnel).toMatchObject({ sent: 8, delivered: 7, clicked: clicked.size });
  const [listed] = (await listCampaigns(db, shopId, now)).campaigns;
  expect(listed).toMatchObject({ clicked: clicked.size, sent: 8, delivered: 7, clickRate: clicked.size / 7 });
  const { recipients } = await campaignRecipients(db, shopId, id, { hasClicked: true });
  expect(named(recipients.map((it) => it.subscriberId))).toEqual(clicked);
  const home = await overview(db, shopId, { days: 7, timeZone: "America/New_York" }, now);
  expect(home.find((it) => it.key === "clickRate")?.value).toBe(clicked.size / 7);

  const profiles: string[] = [];
  const timelines: string[] = [];
  for (const subscriberId of people.keys()) {
    if ((await subscriberProfile(db, shopId, subscriberId))?.textsClicked) profiles.push(subscriberId);
    const { entries } = await readTimeline(db, { shopId, subscriberId }, { formatTime });
    if (entries.some((it) => it.kind === "clicked")) timelines.push(subscriberId);
  }
  expect(named(profiles)).toEqual(clicked);
  expect(named(timelines)).toEqual(clicked);

  const ever: Rules = { type: "clicks", atLeast: 1, period: null };
  const asked: Rules[] = [
    ever,
    { type: "clicks", atLeast: 1, period: { kind: "last", days: 30 } },
    { type: "clicked-campaign", id, name: campaign.name },
    { type: "and", rules: [{ type: "not", rule: { type: "texted", atLeast: 1, days: 30, withoutClick: true } }] },
  ];
  const inSegment = async (rules: Rules) => {
    const { sql, values } = compileRules(rules, { now, zone: "America/New_York" });
    const text = `SELECT s.id FROM subscribers s WHERE s.shop_id = $1 AND ${sql}`;
    return named((await db.run<{ id: string }>({ name: "", text }, [shopId, ...values])).map((it) => it.id));
  };
  for (const rules of asked) expect([rules.type, await inSegment(rules)]).toEqual([rules.type, clicked]);
  await rebuildFacts(db, shopId);
  expect(await inSegment(ever)).toEqual(clicked);
  expect(await inSegment({ type: "clicks", atLeast: 2, period: null })).toEqual(
    new Set(["the scanner, then the person"]),
  );
});
