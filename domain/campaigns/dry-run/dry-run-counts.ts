import { OPT_OUT_LINE } from "#domain/messages/content/opt-out-line";
import { measureText } from "#domain/messages/content/parts";
import { UNKNOWN_SIGNATURE } from "#domain/places/signature";
import type { Forecast } from "./dry-run-page.ts";

/** Texts that are alike in all that the sums, the finish time and the caps ask. */
export interface Leaving {
  /** Milliseconds since 1970; of a wait that ends for each person at another moment, the quarter of an hour it ends in. */
  at: number;
  closesAt: number;
  because: Forecast["because"];
  signature: string;
  country: string | null;
  parts: number;
  /** Of one text, in millionths of a US dollar. */
  micros: number;
  count: number;
}

/** What a dry run has added up so far. Bounded, however many people: alike texts are one line. Kept as JSON. */
export interface DryRunCounts {
  leaving: Record<string, Leaving>;
  /** People whose text would not leave, by why. */
  skipped: Record<string, number>;
  /** People whose text would expire, by what it waits for. */
  expired: Record<string, number>;
  held: Record<string, number>;
  /** People of whom nothing tells where they are. */
  nowhere: number;
  unicode: {
    texts: number;
    /** What they cost more than with as many characters of the basic alphabet. */
    extraMicros: number;
    extraParts: number;
    /** In how many texts each character stands. */
    characters: Record<string, number>;
  };
  /** Texts for which the added line on opting out begins another part. */
  optOutLine: { texts: number; extraMicros: number };
  /** By fate and reason, a few people to look at. */
  examples: Record<string, string[]>;
  /** A text of the fewest and one of the most parts. */
  shortest: Sample | null;
  longest: Sample | null;
}

interface Sample {
  subscriberId: string;
  parts: number;
}

export function emptyCounts(): DryRunCounts {
  return {
    ...{ leaving: {}, skipped: {}, expired: {}, held: {}, nowhere: 0, examples: {}, shortest: null, longest: null },
    unicode: { texts: 0, extraMicros: 0, extraParts: 0, characters: {} },
    optOutLine: { texts: 0, extraMicros: 0 },
  };
}

const QUARTER_MS = 15 * 60_000;
const EXAMPLES = 3;
const MOST_CHARACTERS = 40;
/** Any character that the basic alphabet has: what a text would measure without those it lacks. */
const BASIC = "x";

/** Adds people to the counts. */
export function addForecasts(counts: DryRunCounts, forecasts: Forecast[]): void {
  for (const forecast of forecasts) {
    if (forecast.signature === UNKNOWN_SIGNATURE) counts.nowhere += 1;
    const { fate, because } = forecast;
    addExample(counts, forecast);
    if (fate === "now" || fate === "later") addText(counts, forecast);
    else counts[fate][because ?? ""] = (counts[fate][because ?? ""] ?? 0) + 1;
  }
}

function addExample({ examples }: DryRunCounts, { fate, because, subscriberId }: Forecast): void {
  const key = `${fate} ${because ?? ""}`.trim();
  const known = examples[key];
  if (known === undefined) examples[key] = [subscriberId];
  else if (known.length < EXAMPLES) known.push(subscriberId);
}

function addText(counts: DryRunCounts, forecast: Forecast): void {
  const { subscriberId, because, signature, country, parts, micros, body } = forecast;
  const at = forecast.fate === "later" ? momentOf(forecast) : forecast.at.getTime();
  const closesAt = forecast.closesAt.getTime();
  const key = `${at} ${closesAt} ${because} ${signature} ${country} ${parts}`;
  const alike = counts.leaving[key];
  if (alike) alike.count += 1;
  else counts.leaving[key] = { at, closesAt, because, signature, country, parts, micros, count: 1 };
  if (counts.shortest === null || parts < counts.shortest.parts) counts.shortest = { subscriberId, parts };
  if (counts.longest === null || parts > counts.longest.parts) counts.longest = { subscriberId, parts };
  if (body === null) return;
  if (forecast.encoding === "ucs-2") addUnicode(counts, body, forecast);
  if (body.endsWith(OPT_OUT_LINE)) addOptOutLine(counts, body, forecast);
}

/** Windows open for many at one moment; a frequency cap ends for each at another, and to the millisecond. */
function momentOf({ at, because }: Forecast): number {
  if (because === "frequency-cap") return Math.ceil(at.getTime() / QUARTER_MS) * QUARTER_MS;
  return at.getTime();
}

function addUnicode({ unicode }: DryRunCounts, body: string, { parts, micros }: Forecast): void {
  const { unicodeCharacters } = measureText(body);
  let plain = body;
  for (const character of unicodeCharacters) {
    plain = plain.replaceAll(character, BASIC);
    const isNew = unicode.characters[character] === undefined;
    if (isNew && Object.keys(unicode.characters).length >= MOST_CHARACTERS) continue;
    unicode.characters[character] = (unicode.characters[character] ?? 0) + 1;
  }
  const extra = parts - measureText(plain).parts;
  unicode.texts += 1;
  unicode.extraParts += extra;
  unicode.extraMicros += (micros / parts) * extra;
}

function addOptOutLine({ optOutLine }: DryRunCounts, body: string, { parts, micros }: Forecast): void {
  const extra = parts - measureText(body.slice(0, -OPT_OUT_LINE.length).trimEnd()).parts;
  if (extra === 0) return;
  optOutLine.texts += 1;
  optOutLine.extraMicros += (micros / parts) * extra;
}
