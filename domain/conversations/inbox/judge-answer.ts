import type { Context } from "#domain/context";
import { gateFacts } from "#domain/messages/claim/decide";
import { readRecipients } from "#domain/messages/claim/recipients";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { judgeText } from "#domain/messages/gates/gates";
import { reasons } from "#domain/messages/reason";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Why nothing can be answered. */
export type RefusalCode =
  | "opted-out"
  | "invalid-number"
  | "not-textable"
  | "redacted"
  | "shop-uninstalled"
  | "no-sender"
  | "empty"
  | "too-long";

export interface Refusal {
  kind: "refused";
  because: RefusalCode;
  sentence: string;
}

/** The number that an answer leaves from, and the longest text that its provider takes, in characters. */
export interface OpenComposer {
  kind: "open";
  senderId: string;
  /** E.164. */
  from: string;
  longestText: number;
}

/** An answer that could not leave for so long is not sent: the talk has gone on. */
export const ANSWER_GOOD_FOR_MS = 24 * 60 * 60_000;

/** The number that the person wrote to last; of one who never wrote, the shop's quickest. */
const findNumber = statement(
  "number-of-answers",
  `SELECT s.id, s.phone, s.state FROM conversations c
   JOIN senders s ON s.shop_id = c.shop_id AND s.id = coalesce(
     (SELECT i.sender_id FROM inbound_texts i WHERE i.shop_id = c.shop_id AND i.conversation_id = c.id
      ORDER BY i.received_at DESC, i.id DESC LIMIT 1),
     (SELECT q.id FROM senders q WHERE q.shop_id = c.shop_id AND q.state = 'active'
      ORDER BY q.parts_per_second DESC, q.created_at, q.id LIMIT 1))
   WHERE c.shop_id = $1 AND c.id = $2`,
);

/**
 * Whether an answer may leave now, by the same gates that every text passes again just before it is sent. It is a text about the
 * person's own matter: a STOP ends it, quiet hours and caps on marketing do not hold it back.
 */
export async function judgeAnswer(
  sql: Sql,
  { clock, providers }: Pick<Context, "clock" | "providers">,
  { shopId, conversationId, subscriberId }: { shopId: string; conversationId: string; subscriberId: string },
): Promise<OpenComposer | Refusal> {
  const [number] = await sql.run<{ id: string; phone: string; state: string }>(findNumber, [shopId, conversationId]);
  if (!number)
    return refusal("no-sender", "Your store has no active number. Connect one under Settings, Sending number.");
  const now = clock.now();
  const shop = await readSliceSetting(sql, providers, shopId, number.id, now, "reply");
  const [person] = await readRecipients(sql, shopId, [subscriberId]);
  if (!shop || !person) return refusal("redacted", reasons.redacted);
  const expiresAt = new Date(now.getTime() + ANSWER_GOOD_FOR_MS);
  const { verdict } = judgeText(gateFacts(shop, { purpose: "transactional", expiresAt }, person, now), now);
  if (verdict.kind === "skip" && isRefusal(verdict.because))
    return refusal(verdict.because, sentences[verdict.because] ?? reasons[verdict.because]);
  // The sender's gate would hold it until the number is back, which may be never.
  if (number.state !== "active")
    return refusal("no-sender", `The number that this person wrote to, ${number.phone}, is no longer active.`);
  return { kind: "open", senderId: number.id, from: number.phone, longestText: shop.facts.limits.longestText };
}

const sentences = {
  "opted-out": "This person has opted out, so you can’t text them. They can text START to get texts again.",
} as const satisfies Partial<Record<RefusalCode, string>> as Partial<Record<RefusalCode, string>>;

const fromGates = ["opted-out", "invalid-number", "not-textable", "redacted", "shop-uninstalled"] as const;

function isRefusal(because: string): because is (typeof fromGates)[number] {
  return (fromGates as readonly string[]).includes(because);
}

export function refusal(because: RefusalCode, sentence: string): Refusal {
  return { kind: "refused", because, sentence };
}
