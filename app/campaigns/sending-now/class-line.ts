import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { type ClassInLine, MOST_COUNTED, type UrgentClass } from "#domain/operations/sending-now";

/** A class of texts as the page shows it. */
export interface ClassLine {
  class: UrgentClass;
  title: string;
  /** How many wait, since when and why. */
  sentence: string;
}

const TITLES: Record<UrgentClass, string> = {
  transactional: "Order texts",
  reply: "Replies",
  flow: "Flow texts",
};

interface Seen {
  isStopped: boolean;
  now: Date;
  soon: (at: Date) => string;
}

export function classLine(line: ClassInLine, seen: Seen): ClassLine {
  return { class: line.class, title: TITLES[line.class], sentence: sentenceOf(line, seen) };
}

function sentenceOf({ class: of, due, dueSince, later, nextAt, because }: ClassInLine, { isStopped, now, soon }: Seen) {
  const sentences: string[] = [];
  if (dueSince) {
    const why =
      isStopped && of !== "reply"
        ? "all sending is stopped for your store"
        : "sending next, as fast as your number allows";
    sentences.push(
      `${formatCount(due)} ${due === 1 ? "waits" : "wait"}, the oldest for ${formatSpan(dueSince, now)}: ${why}.`,
    );
  }
  if (nextAt) {
    const why =
      because === "quiet-hours"
        ? describeActivity({ kind: "quiet-hours", until: nextAt }, soon)
        : because && describeActivity({ kind: "waiting", because, until: nextAt }, soon);
    sentences.push(`${formatCount(later)} scheduled for later. ${why ?? `The first goes out ${soon(nextAt)}.`}`);
  }
  return sentences.join(" ") || "No queue";
}

function formatCount(count: number): string {
  return count > MOST_COUNTED ? `More than ${MOST_COUNTED.toLocaleString("en-US")}` : count.toLocaleString("en-US");
}

/** "4 s", "3 min", "2 h": as exact as anyone wants to know it. */
function formatSpan(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1_000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3_600)} h`;
}
