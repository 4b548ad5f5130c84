import type { z } from "zod";
import type { CodeWords } from "#domain/messages/explain/describe-reason";
import type { FormatTime } from "#domain/messages/explain/explain";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { sentenceOf, textOut } from "./sentence.ts";

export interface TimelineEntry {
  id: string;
  at: Date;
  /** text-out, text-in, clicked, consent, or the entry's own: checkout-started, order-placed, joined-flow … */
  kind: string;
  sentence: string;
  /** Of a text to them: its state, words and why-record (`explainWhy` makes sentences of it). */
  text: z.output<typeof textOut> | null;
}

export interface TimelinePage {
  entries: TimelineEntry[];
  /** Hand it in as `before` for older ones; null when there are none. */
  next: string | null;
}

interface TimelineAsking {
  before?: string | null;
  size?: number;
  formatTime: FormatTime;
  /** What providers' codes mean. */
  words?: CodeWords;
}

const readTimelineRows = statementFile(import.meta.url, "./read.sql");

/** A page of a subscriber's timeline, newest first, one sentence each. Of a stranger to the shop it is empty. */
export async function readTimeline(
  db: Sql,
  { shopId, subscriberId }: { shopId: string; subscriberId: string },
  { before = null, size = 30, formatTime, words }: TimelineAsking,
): Promise<TimelinePage> {
  if (!isId(subscriberId)) return { entries: [], next: null };
  const cursor = parseCursor(before ?? "");
  const rows = await db.run<{ kind: string; at: Date; id: string; data: unknown }>(readTimelineRows, [
    shopId,
    subscriberId,
    cursor?.at ?? null,
    cursor?.id ?? null,
    size + 1,
  ]);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    entries: page.map(({ kind, at, id, data }) => ({
      id,
      at,
      kind,
      sentence: sentenceOf(kind, data, formatTime, words),
      text: kind === "text-out" ? textOut.parse(data) : null,
    })),
    next: last && rows.length > size ? `${last.at.getTime()}_${last.id}` : null,
  };
}

function parseCursor(text: string): { at: Date; id: string } | null {
  const [time = "", id = ""] = text.split("_");
  return /^\d{1,15}$/.test(time) && isId(id) ? { at: new Date(Number(time)), id } : null;
}
