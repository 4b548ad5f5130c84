import { type Understanding, understandReply } from "#domain/compliance/opt-out-words";
import type { Context } from "#domain/context";
import { recallTexts } from "#domain/messages/delivery/recall";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

/** What is known of an inbound text when it is accepted. */
export interface AcceptedText {
  shopId: string;
  /** E.164. */
  phone: string;
  body: string;
  /** What the provider itself understood. */
  handledAs?: "stop" | "start" | "help" | undefined;
}

const ownWords = statement("own-opt-out-words", `SELECT opt_out_words AS words FROM shop_settings WHERE shop_id = $1`);
const lock = statement(
  "lock-by-phone",
  `SELECT id FROM subscribers WHERE shop_id = $1 AND phone_hash = $2 FOR NO KEY UPDATE`,
);
const suppressNumber = statementFile(import.meta.url, "./suppress-at-once.sql");
const holdNumber = statementFile(import.meta.url, "./reply-review/hold-marketing.sql");

/**
 * Suppresses the number when the text says STOP, in whatever words or by the provider's, inside the very transaction that accepts it, so that a
 * STOP waits in no queue; what is claimed for the person is withdrawn. A text that may be a STOP holds marketing in the
 * same way. Ledger, conversation, confirmation and the question to the merchant follow when the text is read (receive.ts).
 * Returns whether it was a clear STOP. Safe to repeat.
 */
export async function suppressAtOnce(
  tx: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  { shopId, phone, body, handledAs }: AcceptedText,
): Promise<boolean> {
  const said = handledAs === "stop" ? "opt-out" : await meaningOf(tx, shopId, body);
  // What the provider took for a START or a HELP is neither unclear.
  const meaning = said === "unsure" && handledAs !== undefined ? handledAs : said;
  if (meaning !== "opt-out" && meaning !== "unsure") return false;
  const phoneHash = hashPhone(phone);
  // The row first: a claim that holds it commits before our withdrawal is written, any other sees the suppression.
  const people = await tx.run<{ id: string }>(lock, [shopId, phoneHash]);
  await tx.run(meaning === "opt-out" ? suppressNumber : holdNumber, [[shopId], [phoneHash], clock.now()]);
  await recallTexts(
    tx,
    people.map(({ id }) => ({ shopId, kind: "subscriber", target: id })),
  );
  return meaning === "opt-out";
}

async function meaningOf(tx: Sql, shopId: string, body: string): Promise<Understanding["meaning"]> {
  const { meaning } = understandReply(body);
  if (meaning === "opt-out") return meaning;
  const [own] = await tx.run<{ words: string[] }>(ownWords, [shopId]);
  return own !== undefined && own.words.length > 0 ? understandReply(body, own.words).meaning : meaning;
}
