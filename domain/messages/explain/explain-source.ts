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
