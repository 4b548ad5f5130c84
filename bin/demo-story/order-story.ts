import { setTimeout as sleep } from "node:timers/promises";
import type { Shopper } from "@cartbell/sim/people/buyer";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { campaignProgress } from "#domain/campaigns/report/progress";
import type { Context } from "#domain/context";
import { say, step } from "../progress.ts";
import { enrolled } from "./cart-story.ts";
import { type CheckedShop, nextTextingHour } from "./install-story.ts";
import { press, readPage } from "./merchant.ts";
import { mustBe, observe } from "./observe.ts";
import { phonesFrom, subscribePeople } from "./subscribe.ts";
import type { World } from "./world.ts";

/** At the number's 100 texts a second each lasts half a minute. */
const EACH = 3_000;
const FIRST = { name: "Winter blends", tag: "blends", phones: phonesFrom(5_700_000, EACH) };
const SECOND = { name: "Flash sale", tag: "flash", phones: phonesFrom(5_800_000, EACH) };
const IN_A_HURRY: Shopper = { phone: "+12125550174", email: "mia@example.com", firstName: "Mia", lastName: "Lund" };

const HOUR_MS = 3_600_000;
const SCREEN = "/campaigns/sending";
/** From the moment a cart's text is due to the carrier's having it. */
const CART_MS = 3_000;
/** How long what was decided before a pause or a mark may still be under way. */
const TAKES_EFFECT_MS = 2_000;
/** How long the carrier is watched after that. */
const WATCH_MS = 3_000;

/** Two campaigns and a cart's text at once: the order, what the screen says of it, the urgent mark and the pause. */
export async function orderStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  await step(`Another day: ${EACH} people subscribe to winter blends, ${EACH} others to flash sales`, async () => {
    await world.moveClockTo(nextTextingHour(ctx.clock.now()));
    for (const { phones, tag } of [FIRST, SECOND]) await subscribePeople(ctx, shop, phones, tag);
  });
  await step("A shopper leaves a cart", async () => {
    await world.leaveCart(IN_A_HURRY);
    await observe("Her enrollment", () => enrolled(ctx, shop, IN_A_HURRY.phone));
  });
  const [first, second] = await step(`"${FIRST.name}" is sent, then "${SECOND.name}"`, async () => [
    await launch(ctx, shop, FIRST),
    await launch(ctx, shop, SECOND),
  ]);
  await step("Sending now shows the order of the campaigns and when each finishes", async () => {
    const page = await readPage(world, SCREEN);
    mustStandInOrder(page, ["Order texts", "Replies", "Flow texts", FIRST.name, SECOND.name]);
    mustBe(page.includes(`Queued behind “${FIRST.name}”`), `It does not say what the second waits for: ${page}`);
    const etas = page.match(/Sending finishes around [^.]*? at [\d.,]+ SMS segments? per second \([^)]+\)/g) ?? [];
    mustBe(etas.length === 2, `It shows ${etas.length} finish times: ${page}`);
    for (const eta of etas) say(`    ${eta}`);
  });
  const markedAt = await step(`"${SECOND.name}" is marked urgent`, async () => {
    await press(world, `/campaigns/${second}`, { intent: "urgent" });
    const at = Date.now();
    const page = await readPage(world, SCREEN);
    mustStandInOrder(page, ["Flow texts", SECOND.name, FIRST.name]);
    mustBe(page.includes(`Queued behind “${SECOND.name}”, which is marked urgent`), `It does not say why: ${page}`);
    return at;
  });
  const cartAt = await step(`Her cart's text is due meanwhile and is sent within ${CART_MS / 1_000} s`, async () => {
    const dueAt = Date.now();
    await world.moveClock(HOUR_MS);
    const text = await observe("Her text", async () =>
      (await world.handOffs(new Date(dueAt))).find(({ to }) => to === IN_A_HURRY.phone),
    );
    const tookMs = text.at.getTime() - dueAt;
    mustBe(tookMs <= CART_MS, `The carrier had it after ${tookMs} ms.`);
    say(`    the carrier had it after ${tookMs} ms`);
    return text.at.getTime();
  });
  await step("Since the mark the carrier got the urgent campaign's texts, and none of the other's", async () => {
    await sleep(Math.max(0, markedAt + TAKES_EFFECT_MS + WATCH_MS - Date.now()));
    const record = await world.handOffs(new Date(markedAt + TAKES_EFFECT_MS));
    const [urgent, other] = [countOf(record, SECOND), countOf(record, FIRST)];
    mustBe(urgent > 0 && other === 0, `It got ${urgent} of the urgent one and ${other} of the other.`);
    const around = await world.handOffs(new Date(cartAt - 1_000));
    const [before, after] = [-1, 1].map((side) => around.filter(({ at }) => (at.getTime() - cartAt) * side > 0));
    mustBe(countOf(before ?? [], FIRST, SECOND) > 0, "No campaign was sending when her text was sent.");
    mustBe(countOf(after ?? [], FIRST, SECOND) > 0, "The campaigns had ended when her text was sent.");
    say(`    ${urgent} of the urgent one, 0 of the other`);
  });
  await step("The merchant pauses it: it stops within two seconds, and the other continues", async () => {
    const pressedAt = Date.now();
    await press(world, `/campaigns/${second}`, { intent: "pause" });
    await sleep(pressedAt + TAKES_EFFECT_MS + WATCH_MS - Date.now());
    const record = await world.handOffs(new Date(pressedAt));
    const late = record.filter(({ at }) => at.getTime() > pressedAt + TAKES_EFFECT_MS);
    mustBe(countOf(late, SECOND) === 0, `${countOf(late, SECOND)} of its texts were sent after that.`);
    mustBe(countOf(late, FIRST) > 0, "The other campaign doesn't continue.");
    const lastMs = Math.max(0, ...of(record, SECOND).map(({ at }) => at.getTime() - pressedAt));
    mustStandInOrder(await readPage(world, SCREEN), [FIRST.name, SECOND.name, "Paused. No texts are sent"]);
    mustBe((await progressOf(ctx, shop, second)).counts.queued > 0, "It finished before it could be paused.");
    say(
      `    its last text was sent ${lastMs} ms after the button; ${countOf(late, FIRST)} of the other have been sent since`,
    );
  });
  await step("Resumed, it continues, first again", async () => {
    const resumedAt = new Date();
    await press(world, `/campaigns/${second}`, { intent: "resume" });
    await observe("Its texts", async () => countOf(await world.handOffs(resumedAt), SECOND) > 0);
    mustStandInOrder(await readPage(world, SCREEN), [SECOND.name, FIRST.name]);
    mustBe((await progressOf(ctx, shop, first)).state === "sending", "The other campaign has ended.");
  });
  await step("Still no one was texted twice", async () => {
    mustBe((await world.carrierSummary()).duplicatedRefs.length === 0, "The carrier has one text twice.");
  });
}

type Campaign = typeof FIRST;
type Taken = Awaited<ReturnType<World["handOffs"]>>;

/** Starts a campaign and returns when its whole audience stands in line. */
async function launch(ctx: Context, shop: CheckedShop, { name, tag }: Campaign): Promise<string> {
  const words = { name, body: "{{ shop.name }}: today only, 20% off everything that steeps.", linkUrl: null };
  const id = await createCampaign(ctx, shop.id, { ...words, audience: { kind: "tag", tag } });
  await scheduleCampaign(ctx, shop.id, id, "now");
  await observe("Its audience", async () => {
    const { isCounted, audience } = await progressOf(ctx, shop, id);
    return isCounted && audience === EACH;
  });
  return id;
}

async function progressOf(ctx: Context, shop: CheckedShop, id: string) {
  const progress = await campaignProgress(ctx.db, shop.id, id, ctx.clock.now());
  if (!progress) throw new Error("The campaign is gone.");
  return progress;
}

function of(record: Taken, ...campaigns: Campaign[]): Taken {
  const phones = new Set(campaigns.flatMap((campaign) => campaign.phones));
  return record.filter(({ to }) => phones.has(to));
}

function countOf(record: Taken, ...campaigns: Campaign[]): number {
  return of(record, ...campaigns).length;
}

/** Each is on the page, first seen after the one before it. */
function mustStandInOrder(page: string, words: string[]): void {
  const list = page.slice(page.indexOf("Campaigns closest to quiet hours go first"));
  const places = words.map((word) => list.indexOf(word));
  const isInOrder = places.every((place, index) => place > (places[index - 1] ?? -1));
  mustBe(isInOrder, `Not in the order ${words.join(", ")}: ${list}`);
}
