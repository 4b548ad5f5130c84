import fc from "fast-check";
import { DateTime } from "luxon";
import { beforeEach, describe, expect, test } from "vitest";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { sumOf } from "#domain/campaigns/report/recipient-counts";
import { AREA_CODES } from "#domain/places/area-codes";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { editCampaign } from "./edit.ts";
import { localInstant } from "./local-time.ts";
import { scheduleCampaign } from "./schedule.ts";

const zones = [...new Set(AREA_CODES.flatMap(([, timeZones]) => timeZones)), "Europe/London", "Australia/Lord_Howe"];
const instant = (localTime: string, zone: string) => localInstant(localTime, { zone, signature: "" }).toISOString();

describe("an hour on someone's own clock", () => {
  test.each([
    ["2026-11-27T10:00", "America/New_York", "2026-11-27T15:00:00.000Z"],
    ["2026-11-27T10:00", "Pacific/Honolulu", "2026-11-27T20:00:00.000Z"],
    // The clock is set forward at 2:00: half past two is the moment of the jump.
    ["2027-03-14T02:30", "America/New_York", "2027-03-14T07:00:00.000Z"],
    // It is set back at 2:00: half past one comes twice, and is meant the first time.
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    ["2026-11-01T10:00", "America/New_York", "2026-11-01T15:00:00.000Z"],
    // Arizona has no summer time.
    ["2026-07-01T10:00", "America/Phoenix", "2026-07-01T17:00:00.000Z"],
    ["2026-07-01T10:00", "America/Denver", "2026-07-01T16:00:00.000Z"],
  ])("%s in %s is %s", (localTime, zone, utc) => {
    expect(instant(localTime, zone)).toBe(utc);
  });

  test("of someone whose zone is not known it is that hour or later wherever they may be", () => {
    const unknown = localInstant("2026-11-27T10:00", { zone: null, signature: "unknown" });
    expect(unknown.toISOString()).toBe("2026-11-27T20:00:00.000Z"); // Hawaii
    const texan = localInstant("2026-11-27T10:00", { zone: null, signature: "US-TX@America/Chicago,America/Denver" });
    expect(texan.toISOString()).toBe("2026-11-27T17:00:00.000Z"); // El Paso
  });

  test("it is exactly what the wall shows, in every zone, and the clock shows it for the first time", () => {
    const walls = fc.date({ min: new Date("2026-01-01"), max: new Date("2029-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(walls, fc.constantFrom(...zones), (wall, zone) => {
        const localTime = wall.toISOString().slice(0, 16);
        const at = localInstant(localTime, { zone, signature: "" });
        const shown = DateTime.fromJSDate(at, { zone });
        const other = DateTime.fromISO(localTime, { zone });
        if (other.toFormat("yyyy-MM-dd'T'HH:mm") === localTime) {
          expect(shown.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(localTime);
          for (const minutes of [30, 60, 120])
            expect(shown.minus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm")).not.toBe(localTime);
        } else expect(shown.toFormat("yyyy-MM-dd'T'HH:mm") > localTime).toBe(true);
      }),
    );
  });
});

describe("a campaign at 10:00 in each recipient's own time zone", () => {
  const ctx = aContext();
  const { db, clock } = ctx;
  const { stateOf, take, advance } = campaignSteps(ctx);
  const AT_TEN = { localTime: "2026-11-24T10:00" };
  const LOS_ANGELES = { ruleSignature: "US-CA@America/Los_Angeles", timeZone: "America/Los_Angeles" };
  const UNKNOWN = { ruleSignature: "unknown", timeZone: null, places: [] };
  const at = (utc: string) => new Date(`2026-11-${utc}Z`);

  beforeEach(async () => {
    await emptyDatabase();
    clock.set(new Date(TUESDAY_MORNING.getTime() - 5 * 3_600_000)); // 5:00 in New York
  });

  async function scheduled(people: Parameters<typeof aSubscriber>[1][]) {
    const campaign = await aCampaign(db);
    const ids = [];
    for (const person of people) ids.push((await aSubscriber(db, { shopId: campaign.shopId, ...person })).id);
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, AT_TEN);
    return { campaign, ids };
  }

  const goTo = async (utc: string, campaign: Parameters<typeof advance>[0]) => {
    clock.set(at(utc));
    await advance(campaign);
    return takeAll(ctx, campaign);
  };

  test("reaches New York, Los Angeles and those of whom nothing is known at their own ten o'clock", async () => {
    const { campaign, ids } = await scheduled([{}, LOS_ANGELES, UNKNOWN]);
    expect(await goTo("24T14:59:59", campaign)).toEqual([]);
    expect(await stateOf(campaign)).toBe("scheduled");
    expect(await goTo("24T15:00:00", campaign)).toEqual([ids[0]]);
    expect(await goTo("24T17:59:59", campaign)).toEqual([]);
    expect(await goTo("24T18:00:00", campaign)).toEqual([ids[1]]);
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    expect(progress).toMatchObject({ localTime: AT_TEN.localTime, counts: { quietHours: 1 } });
    expect(await goTo("24T20:00:00", campaign)).toEqual([ids[2]]);
  });

  test("has a deadline that counts from ten o'clock in the last zone", async () => {
    const { campaign } = await scheduled([{}, LOS_ANGELES, UNKNOWN]);
    await goTo("24T15:00:00", campaign);
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ expiresAt: at("26T20:00:00") });
  });

  test("never leaves outside of anyone's hours: at 7:30 it waits for nine in California", async () => {
    const campaign = await aCampaign(db);
    const { id } = await aSubscriber(db, { shopId: campaign.shopId, ...LOS_ANGELES });
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, { localTime: "2026-11-24T07:30" });
    expect(await goTo("24T15:30:00", campaign)).toEqual([]);
    expect(await goTo("24T16:59:59", campaign)).toEqual([]);
    expect(await goTo("24T17:00:00", campaign)).toEqual([id]);
  });

  test("leaves at once where the hour has passed when it starts", async () => {
    clock.set(at("24T16:30:00"));
    const { campaign, ids } = await scheduled([{}, LOS_ANGELES]);
    expect(await goTo("24T16:30:00", campaign)).toEqual([ids[0]]);
    expect(await goTo("24T18:00:00", campaign)).toEqual([ids[1]]);
  });

  test("is refused when the hour has passed with everyone, and when no clock shows it", async () => {
    clock.set(at("24T18:30:00"));
    await expect(scheduled([{}, LOS_ANGELES])).rejects.toMatchObject({ field: "scheduledAt" });
    const campaign = await aCampaign(db);
    for (const localTime of ["2026-02-30T10:00", "2026-11-27T24:00", "soon"])
      await expect(scheduleCampaign(ctx, campaign.shopId, campaign.id, { localTime })).rejects.toMatchObject({
        code: "campaign-schedule-wrong",
      });
  });

  test("follows the clock of someone who has moved west since the audience was counted", async () => {
    const { campaign, ids } = await scheduled([{}, {}]);
    clock.set(at("24T15:00:00"));
    await advance(campaign);
    const [staying, moving] = ids;
    await db.everyShop.subscriber.updateMany({ where: { id: moving ?? "" }, data: LOS_ANGELES });
    expect(await takeAll(ctx, campaign)).toEqual([staying]);
    const progress = await campaignProgress(db, campaign.shopId, campaign.id, clock.now());
    expect(progress?.counts).toMatchObject({ quietHours: 1, quietHoursEndAt: at("24T18:00:00") });
    // The one who was taken has no row yet: that is the claim's to write.
    expect(progress && sumOf(progress.counts)).toBe(1);
    expect(await goTo("24T18:00:00", campaign)).toEqual([moving]);
    expect(await goTo("24T23:00:00", campaign)).toEqual([]);
  });

  test("that was paused over the hour goes on at once within each one's hours", async () => {
    const { campaign, ids } = await scheduled([{}, LOS_ANGELES]);
    clock.set(at("24T15:00:00"));
    await advance(campaign);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    clock.set(at("24T16:00:00"));
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    expect(await goTo("24T16:00:00", campaign)).toEqual([ids[0]]);
    await pauseCampaign(ctx, campaign.shopId, campaign.id);
    clock.set(at("25T04:30:00")); // 20:30 in Los Angeles
    await resumeCampaign(ctx, campaign.shopId, campaign.id);
    expect(await goTo("25T04:30:00", campaign)).toEqual([ids[1]]);
  });

  test("that is scheduled starts with the first clock of its current audience", async () => {
    const { campaign } = await scheduled([{ tags: ["east"] }, { ...LOS_ANGELES, tags: ["west"] }]);
    const startsAt = async () => (await db.everyShop.campaign.findFirst())?.scheduledAt;
    expect(await startsAt()).toEqual(at("24T15:00:00"));
    await editCampaign(ctx, campaign.shopId, campaign.id, { audience: { kind: "tag", tag: "west" } });
    expect(await startsAt()).toEqual(at("24T18:00:00"));
    await scheduleCampaign(ctx, campaign.shopId, campaign.id, at("24T16:00:00"));
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ localTime: null, scheduledAt: at("24T16:00:00") });
  });

  test("whose hour lies beyond the deadline for a latecomer waits for the deadline to end, and is never early", async () => {
    const { campaign } = await scheduled([{}]);
    await goTo("24T15:00:00", campaign);
    const late = await aSubscriber(db, { shopId: campaign.shopId, ...LOS_ANGELES });
    await db.everyShop.campaign.updateMany({ data: { expiresAt: at("24T17:30:00") } });
    await db.everyShop.campaignChunk.updateMany({
      data: { cursor: 0, state: "ready", subscriberIds: [late.id], timeZone: LOS_ANGELES.timeZone },
    });
    await db.everyShop.campaignChunk.updateMany({ data: { ruleSignature: LOS_ANGELES.ruleSignature } });
    clock.set(at("24T17:15:00")); // 9:15 in Los Angeles: allowed, and too early
    expect(await take(campaign)).toBeNull();
    clock.set(at("24T17:30:00"));
    expect((await take(campaign))?.subscriberIds).toEqual([late.id]);
  });
});
