import type { Prisma } from "@prisma/client";
import type { Purpose, Wording } from "#domain/messages/source";
import type { Finding } from "./explain-findings.ts";

/** A text that a source has or had for someone. */
export interface StoredText {
  id: string;
  state: string;
  reason: string | null;
  provider: string | null;
  body: string | null;
  parts: number | null;
  priceMicros: number | null;
  createdAt: Date;
  dueAt: Date;
  handedAt: Date | null;
  deliveredAt: Date | null;
  /** What the gates saw and said. */
  why: Prisma.JsonValue;
}

/** The columns of a `StoredText`: of messages m and their why-records w. */
export const STORED_TEXT_SQL = `m.id, m.state, m.reason, m.provider, m.body, m.parts, m.price_micros AS "priceMicros", m.created_at AS "createdAt",
  m.due_at AS "dueAt", m.handed_at AS "handedAt", m.delivered_at AS "deliveredAt", coalesce(w.gates, '[]') AS why`;

/** What a campaign or a flow says about itself and one person, for explanations. */
export interface ExplainedSource {
  kind: "campaign" | "flow";
  id: string;
  name: string;
  purpose: Purpose;
  /** Null when it says nothing yet. */
  wording: Wording | null;
  /** The number it was given; null leaves the choice to us. */
  senderId: string | null;
  /** When a text of it that begins now would expire. */
  expiresAt: Date;
  /** What the source itself says: is it under way, and is the person meant. */
  findings: Finding[];
  /** Newest first. */
  texts: StoredText[];
}

/** A finding about the campaign or the flow itself. */
export function sourceFinding(
  title: string,
  said: Finding["said"],
  sentence: string,
  until: Date | null = null,
): Finding {
  return { gate: "source", title, said, sentence, inputs: [], rules: [], until };
}
