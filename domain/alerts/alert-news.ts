/** What a staff number is told of at once. */
interface AlertNews {
  questions: number;
  /** How many have waited, and for how many minutes at least. */
  waiting: number;
  waitingMinutes: number;
  /** Sentences about what only the merchant can put right. */
  troubles: string[];
}

/** A text has at most so many characters: about three SMS segments. */
const LONGEST = 400;

/** What is news, as one text, whatever its number; null when nothing is. It names no shopper and repeats nothing they wrote. */
export function wordAlert(brand: string, { questions, waiting, waitingMinutes, troubles }: AlertNews): string | null {
  const sentences = [
    questions > 0 && `${count(questions)} in your inbox.`,
    waiting > 0 && `${count(waiting, "unread question")} waiting for ${duration(waitingMinutes)} or longer.`,
    ...troubles,
  ].filter((it) => it !== false);
  if (sentences.length === 0) return null;
  const text = `${brand}: ${sentences.join(" ")}`;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function count(many: number, what = "new question"): string {
  return many === 1 ? `1 ${what}` : `${many.toLocaleString("en-US")} ${what}s`;
}

function duration(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
}

/** When quiet hours that now hold are over, or null outside of them. Minutes of the day; `minuteNow` may have a fraction. */
export function minutesUntilLoud(
  { quietFrom, quietTo }: { quietFrom: number | null; quietTo: number | null },
  minuteNow: number,
): number | null {
  if (quietFrom === null || quietTo === null) return null;
  const isQuiet =
    quietFrom < quietTo ? minuteNow >= quietFrom && minuteNow < quietTo : minuteNow >= quietFrom || minuteNow < quietTo;
  return isQuiet ? (quietTo - minuteNow + 1_440) % 1_440 : null;
}
