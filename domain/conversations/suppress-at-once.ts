import { understand } from "#domain/compliance/opt-out-words";
import type { Context } from "#domain/context";
import { withdraw } from "#domain/messages/withdraw";
import type { Sql } from "#platform/db";
import { statement, statementFile } from "#platform/statement";

/** What is known of an inbound text when it is accepted. */
export interface AcceptedText {
  shopId: string;
  /** E.164. */
  phone: string;
  body: string;
}

const ownWords = statement("own-opt-out-words", `SELECT opt_out_words AS words FROM shop_settings WHERE shop_id = $1`);
const hold = statement(
  "hold-by-phone",
  `SELECT id FROM subscribers WHERE shop_id = $1 AND phone_hash = $2 FOR NO KEY UPDATE`,
);
const suppressAtOnceStatement = statementFile(import.meta.url, "./suppress-at-once.sql");

/**
 * Suppresses the number when the text is a clear STOP, inside the very transaction that accepts it, so that a STOP waits
 * in no queue; what is claimed for the person is withdrawn. Ledger, conversation and confirmation follow when the text
 * is read (receive.ts). Returns whether it was a STOP. Safe to repeat.
 */
export async function suppressAtOnce(
  tx: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  { shopId, phone, body }: AcceptedText,
): Promise<boolean> {
  if (!(await isOptOut(tx, shopId, body))) return false;
  const phoneHash = hashPhone(phone);
  // The row first: a claim that holds it commits before our withdrawal is written, any other sees the suppression.
  const people = await tx.run<{ id: string }>(hold, [shopId, phoneHash]);
  await tx.run(suppressAtOnceStatement, [shopId, phoneHash, clock.now()]);
  await withdraw(
    tx,
    people.map(({ id }) => ({ shopId, kind: "subscriber", target: id })),
  );
  return true;
}

async function isOptOut(tx: Sql, shopId: string, body: string): Promise<boolean> {
  if (understand(body).meaning === "opt-out") return true;
  const [own] = await tx.run<{ words: string[] }>(ownWords, [shopId]);
  return own !== undefined && own.words.length > 0 && understand(body, own.words).meaning === "opt-out";
}
