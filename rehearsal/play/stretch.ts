import { setTimeout as sleep } from "node:timers/promises";
import { realNow } from "../../bench/stage/campaign.ts";
import type { Used } from "../judge/bottleneck.ts";
import { type Breach, breachesIn, isAboutTime, type Seen } from "../judge/objectives.ts";
import { campaignsIn, type Shape } from "../shapes/shape.ts";
import type { Audience } from "./campaigns.ts";
import { type PacedHour, paceHour, type Telling } from "./pacer.ts";
import type { Player } from "./player.ts";
import type { Outside } from "./tell.ts";

const TICK_MS = 20;
const LOOK_MS = 500;
/** While the database is away. */
const NOTHING_DUE = { count: 0, shops: 0 };
/** The objectives are judged over the last so many seconds, so that a bad stretch is seen while it lasts. */
const WINDOW_MS = 10_000;
/** What is late for a moment has caught up before anyone could look. */
const LASTING_MS = 3_000;

/** An hour of the day's shape, played in some seconds at its own rate, so many times as busy. */
export interface Stretch extends PacedHour {
  starts: Start[];
  /** Breaks something at its half. */
  blow?: () => Promise<void>;
}

/** A campaign that starts at a second of the stretch. */
interface Start {
  second: number;
  recipients: number;
  audiences: Audience[];
}

/** What came of it. */
export interface Outcome extends PacedHour {
  seen: Seen;
  used: Used;
  breaches: Breach[];
  campaignRecipients: number;
  /** Campaign texts that could have been sent at the end of the stretch and were not. */
  behind: number;
  textsPerSecond: number;
  eventsPerSecond: number;
}

/** Puts the people into the shops to whom the hour's campaigns go. */
export async function prepareStretch({ campaigns }: Player, shape: Shape, hour: PacedHour): Promise<Stretch> {
  const starts: Start[] = [];
  for (const { minute, recipients } of campaignsIn(shape.campaigns, hour.hour)) {
    const scaled = Math.ceil((recipients * hour.times * hour.seconds) / 3_600);
    const audiences = await campaigns.prepare(scaled);
    starts.push({ second: (minute / 60) * hour.seconds, recipients: scaled, audiences });
  }
  return { ...hour, starts };
}

/** Plays one hour. Resolves when its seconds are over, or at the first breach. */
export async function playStretch(player: Player, shape: Shape, stretch: Stretch): Promise<Outcome> {
  const { watch, resources, campaigns, stage } = player;
  const { hour, times, seconds } = stretch;
  const began = realNow();
  const before = watch.counts();
  await resources.begin();
  const telling = tellOn(player, shape, stretch);
  const blow = blowAtHalf(stretch);
  const ends = lastingBreaches();
  let breaches: Breach[] = [];
  let mostShops = 0;
  while (realNow() < began + seconds * 1_000 && breaches.length === 0) {
    await sleep(LOOK_MS);
    await player.look();
    mostShops = Math.max(mostShops, (await campaigns.due().catch(() => NOTHING_DUE)).shops);
    const found = breachesIn(watch.seenSince(Math.max(began, realNow() - WINDOW_MS)));
    breaches = ends(found);
    player.say(progressLine(player, stretch, (realNow() - began) / 1_000, found));
  }
  const used = await resources.end({ allowed: mostShops * stage.partsPerSecond });
  const lasted = (realNow() - began) / 1_000;
  const events = telling.stop();
  await blow;
  const seen = watch.seenSince(began);
  const isLong = lasted >= LASTING_MS / 1_000;
  return {
    ...{ hour, times, seconds: lasted, used, seen },
    breaches: breaches.length > 0 ? breaches : breachesIn(seen).filter((breach) => !isAboutTime(breach) || isLong),
    campaignRecipients: stretch.starts.reduce((sum, { recipients }) => sum + recipients, 0),
    behind: (await campaigns.due()).count,
    textsPerSecond: (watch.counts().texts - before.texts) / lasted,
    eventsPerSecond: events / lasted,
  };
}

/** Of what is broken now: what may not happen once, and what has been late for some seconds on end. */
function lastingBreaches(): (found: Breach[]) => Breach[] {
  let lateSince: number | null = null;
  return (found) => {
    const late = found.filter(isAboutTime);
    lateSince = late.length > 0 ? (lateSince ?? realNow()) : null;
    const lasts = lateSince !== null && realNow() - lateSince >= LASTING_MS;
    return found.filter((breach) => !isAboutTime(breach) || lasts);
  };
}

/** Tells what the hour has, by its clock, until it is stopped. `stop` returns how many events were told. */
function tellOn(player: Player, shape: Shape, stretch: Stretch): { stop(): number } {
  const { watch, outside, campaigns } = player;
  const pacer = paceHour(shape, stretch);
  const began = realNow();
  const starts = [...stretch.starts];
  let texts = watch.counts().campaignTexts;
  let told = 0;
  const ticking = setInterval(() => {
    const second = (realNow() - began) / 1_000;
    if (second > stretch.seconds) return;
    while (starts[0] && starts[0].second <= second) void campaigns.start(starts.shift()?.audiences ?? []);
    const now = watch.counts().campaignTexts;
    for (const one of pacer.next(second, now - texts)) {
      told += 1;
      void tell(outside, one);
    }
    texts = now;
  }, TICK_MS);
  return {
    stop() {
      clearInterval(ticking);
      return told;
    },
  };
}

function tell(outside: Outside, telling: Telling): Promise<void> {
  if (telling === "order") return outside.order();
  if (telling === "cart") return outside.cart();
  return outside.reply(telling);
}

async function blowAtHalf({ blow, seconds }: Stretch): Promise<void> {
  if (!blow) return;
  await sleep((seconds / 2) * 1_000);
  await blow();
}

function progressLine({ watch }: Player, { hour, times }: Stretch, second: number, breaches: Breach[]): string {
  const { orderTexts, replies, told, refused } = watch.seenSince(realNow() - WINDOW_MS);
  const { campaignTexts, awaited } = watch.counts();
  const slowest = (delays: number[]) => (delays.length > 0 ? `${Math.round(Math.max(...delays))} ms` : "–");
  return [
    `${String(hour).padStart(2, "0")}:00 +${second.toFixed(1)} s, ${times} times`,
    `order texts ${orderTexts.length}, slowest ${slowest(orderTexts)}`,
    `answers ${replies.length}, slowest ${slowest(replies)}`,
    `events ${told}${refused > 0 ? `, ${refused} refused` : ""}`,
    `campaign texts ${campaignTexts.toLocaleString("en")}`,
    `awaited ${awaited}`,
    ...breaches.map(({ sentence }) => `BREACH: ${sentence}`),
  ].join(" · ");
}
