import { formatDollars } from "#domain/spending/dollars";
import { formatPhone } from "#domain/subscribers/format-phone";

/** One line of the preparation guide. */
export interface Check {
  kind: CheckKind;
  /** ready: nothing to do · todo: will cost texts, sales or time on a busy day · review: fine if you want it so. */
  state: "ready" | "todo" | "review";
  /** What is so, and what to do about it. */
  sentence: string;
}

export type CheckKind =
  | "sender"
  | "speed"
  | "quiet-hours"
  | "spending"
  | "flows"
  | "test-text"
  | "saved-replies"
  | "opening-hours"
  | "opt-outs"
  | "staff";

/** What a store has, but for its audience. */
export interface Facts {
  testTextSentAt: Date | null;
  /** Millionths of a US dollar; null: no limit. */
  dayCapMicros: number | null;
  /** The texting hours, minutes of the recipient's day. */
  startsMinute: number;
  endsMinute: number;
  activeNumbers: number;
  stoppedNumbers: string[];
  liveFlows: number;
  /** Drafts and paused ones, by name. */
  otherFlows: string[];
  /** Live ones whose draft was changed and not published. */
  changedFlows: string[];
  savedReplies: number;
  keywordsWithHours: number;
  openReviews: number;
  staffNumbers: number;
  /** A live flow notifies staff. */
  alertsStaff: boolean;
}

/** A text of one SMS segment to all subscribers on the busy day. */
export interface TextToAll {
  audience: number;
  /** "9:00 AM EST" */
  startsAt: string;
  /** Of the audience, those who may be texted then. */
  canLeaveNow: number;
  costMicros: number;
  partsPerSecond: number;
  /** From the start to the last text. */
  takesMs: number;
  /** The last text leaves on a later day of the store's. */
  endsOnAnotherDay: boolean;
  /** A carrier's budget of the day is used up before the end. */
  waitsForDay: boolean;
}

const MINUTE_MS = 60_000;
const LONG_MS = 2 * 60 * MINUTE_MS;
const TEST_AGE_MS = 30 * 24 * 60 * MINUTE_MS;
const NAMED = 3;

/**
 * Says of each thing that a busy day needs whether it is ready. `toAll` is null when it was not asked, or when there is no one to
 * text or no number to do it: then nothing is said about speed, hours and spending.
 */
export function judgePreparation(facts: Facts, toAll: TextToAll | null, now: Date): Check[] {
  return [
    { kind: "sender", ...judgeSender(facts) },
    ...(toAll
      ? [
          { kind: "speed" as const, ...judgeSpeed(toAll) },
          { kind: "quiet-hours" as const, ...judgeHours(facts, toAll) },
          { kind: "spending" as const, ...judgeSpending(facts, toAll) },
        ]
      : []),
    { kind: "flows", ...judgeFlows(facts) },
    { kind: "test-text", ...judgeTest(facts, now) },
    { kind: "saved-replies", ...judgeSavedReplies(facts) },
    { kind: "opening-hours", ...judgeOpeningHours(facts) },
    { kind: "opt-outs", ...judgeReviews(facts) },
    { kind: "staff", ...judgeStaff(facts) },
  ];
}

type Judged = Omit<Check, "kind">;

function judgeSender({ activeNumbers, stoppedNumbers }: Facts): Judged {
  if (activeNumbers === 0)
    return todo("No number is active, so nothing can be sent. Registering one can take a carrier weeks: begin now.");
  if (stoppedNumbers.length > 0)
    return todo(
      `${listOf(stoppedNumbers.map(formatPhone))} can’t send. Check ${stoppedNumbers.length === 1 ? "its" : "their"} registration.`,
    );
  return ready(`${countOf(activeNumbers, "number is", "numbers are")} active.`);
}

function judgeSpeed({ audience, takesMs, partsPerSecond, startsAt, waitsForDay }: TextToAll): Judged {
  const said = `A text of one SMS segment to ${everyone(audience)}, started at ${startsAt}, takes about ${durationOf(takesMs)} at ${formatRate(partsPerSecond)} per second.`;
  if (waitsForDay)
    return todo(
      `${said} A carrier’s daily limit is reached before it ends. Send to fewer people a day, or ask the carrier for more.`,
    );
  if (takesMs > LONG_MS) return todo(`${said} Start early, send to the most interested first, or get a faster number.`);
  return ready(said);
}

function judgeHours({ startsMinute, endsMinute }: Facts, toAll: TextToAll): Judged {
  const { audience, canLeaveNow, startsAt, endsOnAnotherDay } = toAll;
  const hours = `${clockOf(startsMinute)} to ${clockOf(endsMinute)} by the recipient’s clock`;
  if (endsOnAnotherDay)
    return todo(
      `A text to everyone that starts at ${startsAt} isn’t finished when quiet hours begin: the rest gets it the next day. Your texting hours are ${hours}.`,
    );
  const waiting = audience - canLeaveNow;
  if (waiting === 0) return ready(`At ${startsAt} everyone may be texted. Your texting hours are ${hours}.`);
  return ready(
    `At ${startsAt} ${countOf(waiting, "subscriber is", "subscribers are")} in quiet hours and ${waiting === 1 ? "gets" : "get"} the text when they end. Your texting hours are ${hours}.`,
  );
}

function judgeSpending({ dayCapMicros }: Facts, { audience, costMicros }: TextToAll): Judged {
  const said = `A text of one SMS segment to ${everyone(audience)} costs about ${formatDollars(costMicros)}.`;
  if (dayCapMicros === null) return ready(`${said} You have no daily spending limit.`);
  if (dayCapMicros < costMicros)
    return todo(
      `${said} Your daily limit of ${formatDollars(dayCapMicros)} holds back the rest until midnight. Raise it before the day.`,
    );
  return ready(`${said} Your daily limit is ${formatDollars(dayCapMicros)}.`);
}

function judgeFlows({ liveFlows, otherFlows, changedFlows }: Facts): Judged {
  if (liveFlows === 0) return todo("No flow is live. Turn on abandoned cart reminders: carts peak on busy days.");
  const live = `${countOf(liveFlows, "flow is", "flows are")} live.`;
  if (changedFlows.length > 0)
    return todo(`${live} Changes not published: ${listOf(changedFlows)}. People still get the published version.`);
  if (otherFlows.length > 0) return review(`${live} Not live: ${listOf(otherFlows)}.`);
  return ready(live);
}

function judgeTest({ testTextSentAt }: Facts, now: Date): Judged {
  if (testTextSentAt === null) return todo("You haven’t sent a test text. Send one to your own phone.");
  const age = now.getTime() - testTextSentAt.getTime();
  if (age > TEST_AGE_MS) return review("Your last test text is more than 30 days old. Send another one.");
  return ready("You sent a test text in the last 30 days.");
}

function judgeSavedReplies({ savedReplies }: Facts): Judged {
  if (savedReplies === 0)
    return todo("You have no saved replies. Write answers to what shoppers ask most, such as delivery times.");
  return ready(`Your team has ${countOf(savedReplies, "saved reply", "saved replies")}.`);
}

function judgeOpeningHours({ keywordsWithHours }: Facts): Judged {
  if (keywordsWithHours === 0)
    return review("No keyword answers shoppers while you are closed. A keyword with opening hours can.");
  return ready(`${countOf(keywordsWithHours, "keyword has", "keywords have")} opening hours.`);
}

function judgeReviews({ openReviews }: Facts): Judged {
  if (openReviews === 0) return ready("No replies are waiting for review.");
  return todo(
    `${countOf(openReviews, "reply may be an opt-out and needs", "replies may be opt-outs and need")} your review.`,
  );
}

function judgeStaff({ staffNumbers, alertsStaff }: Facts): Judged {
  if (staffNumbers === 0)
    return todo("No staff number is set up, so no flow can alert your team, for example about a large order.");
  if (!alertsStaff)
    return review(
      `${countOf(staffNumbers, "staff number is", "staff numbers are")} set up, but no live flow notifies them.`,
    );
  return ready(
    `${countOf(staffNumbers, "staff number is", "staff numbers are")} set up, and a live flow notifies your team.`,
  );
}

function ready(sentence: string): Judged {
  return { state: "ready", sentence };
}

function todo(sentence: string): Judged {
  return { state: "todo", sentence };
}

function review(sentence: string): Judged {
  return { state: "review", sentence };
}

function everyone(audience: number): string {
  return audience === 1 ? "your one subscriber" : `all ${audience.toLocaleString("en-US")} subscribers`;
}

function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function formatRate(partsPerSecond: number): string {
  const shown = partsPerSecond.toLocaleString("en-US", { maximumSignificantDigits: 3 });
  return `${shown} SMS ${shown === "1" ? "segment" : "segments"}`;
}

/** "“A”, “B”, “C” and 2 more" */
function listOf(names: string[]): string {
  const shown = names.slice(0, NAMED).map((name) => (name.startsWith("+") ? name : `“${name}”`));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** "under a minute", "40 minutes", "3 h 20 min" */
function durationOf(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes <= 1) return "a minute";
  if (minutes < 120) return `${minutes} minutes`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60).toLocaleString("en-US")} h${rest === 0 ? "" : ` ${rest} min`}`;
}

/** Minutes of a day as a clock shows them: "8:30 PM". */
function clockOf(minute: number): string {
  if (minute === 24 * 60) return "midnight";
  const hour = Math.floor(minute / 60);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}
