import { plainWord } from "#domain/compliance/reply-words";
import type { Context } from "#domain/context";
import { newCode } from "#domain/links/code";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { readSettings } from "#domain/shops/settings";
import { tagNamed } from "#domain/subscribers/tagging/tag-name";
import { notFoundError, UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { checkKeyword } from "./check-keyword.ts";
import { type KeywordDetails, mainWord } from "./keyword.ts";
import { columnsOfKeyword } from "./stored.ts";

export const KEYWORDS: Limit = {
  most: 100,
  count: statement("count-keywords", "SELECT count(*) AS count FROM keywords WHERE shop_id = $1"),
  code: "keywords-many",
  says: "Your store has reached the limit of 100 keywords. Delete one you don’t need, then try again.",
};

/**
 * Adds a keyword (id null) or changes one, and returns its id. Refuses by the field what check-keyword.ts refuses, a word of
 * another keyword, a list that is gone and one keyword too many; refuses an id that isn't the shop's. Safe to repeat.
 */
export async function saveKeyword(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  id: string | null,
  typed: KeywordDetails,
): Promise<string> {
  const now = clock.now();
  const details = tidy(typed);
  const { optOutWords } = await readSettings(db, shopId);
  checkKeyword(details, optOutWords, now);
  return db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    await refuseTaken(tx, shopId, id, details.words);
    await refuseMissingList(tx, shopId, details.listId);
    const data = { ...columnsOfKeyword(details), updatedAt: now };
    if (id !== null) {
      const { count } = await tx.prisma.keyword.updateMany({ where: { shopId, id }, data });
      if (count === 0) throw notFoundError("keyword");
      return id;
    }
    const created = { shopId, id: newId(), code: newCode(), createdAt: now, ...data };
    await tx.prisma.keyword.create({ data: created });
    await enforceLimit(KEYWORDS, tx, shopId);
    return created.id;
  });
}

/** Deletes a keyword. Flows that name its word go on starting by that word. Safe to repeat. */
export async function deleteKeyword({ db }: Pick<Context, "db">, shopId: string, id: string): Promise<void> {
  await db.prisma.keyword.deleteMany({ where: { shopId, id } });
}

/** As it is stored: words in capitals, empty texts and tags as none. */
function tidy(details: KeywordDetails): KeywordDetails {
  const { words, answer, closedAnswer, tag, hours } = details;
  const textOf = (text: string | null) => storableText(text ?? "").trim() || null;
  return {
    ...details,
    words: words
      .map((word) => storableText(word).trim().replace(/\s+/g, " ").toUpperCase())
      .filter((word) => word !== ""),
    answer: textOf(answer),
    closedAnswer: hours === null ? null : textOf(closedAnswer),
    tag: tag === null ? null : tagNamed(tag) || null,
  };
}

async function refuseTaken(tx: Tx, shopId: string, id: string | null, words: string[]): Promise<void> {
  const plain = new Set(words.map(plainWord));
  const select = { id: true, words: true };
  const others = (await tx.prisma.keyword.findMany({ where: { shopId }, select })).filter((it) => it.id !== id);
  for (const other of others) {
    const taken = other.words.find((word) => plain.has(plainWord(word)));
    if (taken === undefined) continue;
    throw new UserError(
      "keyword-taken",
      `“${taken}” already belongs to the keyword ${mainWord(other)}. Choose another word.`,
      "words",
    );
  }
}

async function refuseMissingList(tx: Tx, shopId: string, listId: string | null): Promise<void> {
  if (listId === null) return;
  const list = await tx.prisma.list.findFirst({ where: { shopId, id: listId }, select: { id: true } });
  if (!list) throw new UserError("keyword-list", "This list was deleted. Choose another list.", "listId");
}
