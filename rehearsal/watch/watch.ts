import type { Recorded } from "../../bench/carrier/recording.ts";
import { realNow } from "../../bench/stage/campaign.ts";
import type { Seen } from "../judge/objectives.ts";
import { isForbiddenHour } from "./forbidden-hour.ts";

type Kind = "order" | "cart" | "reply";

/** An event that a text must answer, and when that text came. */
interface Awaited {
  kind: Kind;
  at: number;
  cameAt: number | null;
}

/** Real times between which late texts are no breach: something was broken on purpose. */
interface Excused {
  from: number;
  to: number;
}

/** What was told and what came of it, kept from the outside; asked for in any stretch of real time. */
export interface Watch {
  /** An event that will be answered by a text to this number from this number. */
  expect(kind: Kind, from: string, to: string): void;
  /** The answer of the web process to something told. */
  accepted(): void;
  refused(): void;
  /** The web process has answered someone's STOP with a 200. */
  stopped(from: string, to: string): void;
  /** Takes in what the carrier recorded since the last time. */
  absorb(recorded: Recorded): void;
  excuse(stretch: Excused): void;
  seenSince(from: number): Seen;
  /** Longest way of an order text in the excused stretches. */
  longestExcusedMs(): number;
  counts(): { texts: number; campaignTexts: number; awaited: number; stops: number };
  /** Orders and replies whose text has not come. */
  unanswered(): number;
  /** Some of the people who were texted last, for those who reply. */
  texted(count: number): { from: string; to: string }[];
}

/** How long ago a text may have been sent to be replied to. */
const MOST_REPLIERS = 500;

export function startWatch(businessTimeOf: (realAt: number) => Date): Watch {
  const awaited: Awaited[] = [];
  const open = new Map<string, Awaited[]>();
  const stops = new Map<string, number>();
  const ids = new Set<string>();
  const excused: Excused[] = [];
  const told: { at: number; isRefused: boolean }[] = [];
  const wrong: { at: number; what: "twice" | "afterStop" | "atForbiddenHour" }[] = [];
  let repliers: { from: string; to: string }[] = [];
  let [texts, campaignTexts] = [0, 0];

  function absorbOne(at: number, from: string, to: string, id: string): void {
    texts += 1;
    if (id !== NO_ID && ids.has(id)) wrong.push({ at, what: "twice" });
    ids.add(id);
    const key = keyOf(from, to);
    const answered = open.get(key)?.shift();
    if (answered) answered.cameAt = at;
    if (answered?.kind === "order" || answered?.kind === "reply") return;
    if (!answered) {
      campaignTexts += 1;
      repliers.push({ from, to });
      if (repliers.length > MOST_REPLIERS * 2) repliers = repliers.slice(-MOST_REPLIERS);
    }
    const stoppedAt = stops.get(key);
    if (stoppedAt !== undefined && at > stoppedAt) wrong.push({ at, what: "afterStop" });
    if (isForbiddenHour(to, businessTimeOf(at))) wrong.push({ at, what: "atForbiddenHour" });
  }

  const isExcused = (at: number) => excused.some(({ from, to }) => at >= from && at <= to);
  const delayOf = ({ at, cameAt }: Awaited, now: number) => (cameAt ?? now) - at;

  return {
    expect(kind, from, to) {
      const one: Awaited = { kind, at: realNow(), cameAt: null };
      awaited.push(one);
      const key = keyOf(from, to);
      const line = open.get(key);
      if (line) line.push(one);
      else open.set(key, [one]);
    },
    accepted: () => void told.push({ at: realNow(), isRefused: false }),
    refused: () => void told.push({ at: realNow(), isRefused: true }),
    stopped: (from, to) => void stops.set(keyOf(from, to), realNow()),
    absorb({ count, at, to, sender, senders, id }) {
      const bytes = Buffer.from(id.buffer, id.byteOffset, id.byteLength);
      for (let place = 0; place < count; place += 1)
        absorbOne(
          at[place] ?? 0,
          senders[sender[place] ?? 0] ?? "",
          `+${to[place]}`,
          bytes.toString("latin1", place * 16, place * 16 + 16),
        );
    },
    excuse: (stretch) => void excused.push(stretch),
    seenSince(from) {
      const now = realNow();
      const delays = (kind: Kind) =>
        awaited.filter((it) => it.kind === kind && it.at >= from && !isExcused(it.at)).map((it) => delayOf(it, now));
      const since = told.filter(({ at }) => at >= from);
      const wrongs = (what: (typeof wrong)[number]["what"]) =>
        wrong.filter((it) => it.what === what && it.at >= from).length;
      return {
        orderTexts: delays("order"),
        replies: delays("reply"),
        told: since.length,
        refused: since.filter(({ isRefused }) => isRefused).length,
        atForbiddenHour: wrongs("atForbiddenHour"),
        twice: wrongs("twice"),
        afterStop: wrongs("afterStop"),
        lost: 0,
      };
    },
    longestExcusedMs() {
      const now = realNow();
      const delays = awaited.filter((it) => it.kind === "order" && isExcused(it.at)).map((it) => delayOf(it, now));
      return Math.max(0, ...delays);
    },
    counts: () => ({
      ...{ texts, campaignTexts, stops: stops.size },
      awaited: awaited.filter(({ cameAt }) => cameAt === null).length,
    }),
    unanswered: () => awaited.filter(({ kind, cameAt }) => kind !== "cart" && cameAt === null).length,
    texted(count) {
      const chosen = repliers.slice(-count);
      repliers = repliers.slice(0, -count);
      return chosen;
    },
  };
}

const NO_ID = "\0".repeat(16);

function keyOf(from: string, to: string): string {
  return `${from} ${to}`;
}
