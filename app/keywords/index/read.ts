import type { Merchant } from "#app/authenticate";
import { hasEnded, mainWord } from "#domain/keywords/keyword";
import { listKeywords } from "#domain/keywords/list-keywords";

/** Each keyword in a line. */
export async function readKeywordLines({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">) {
  const now = ctx.clock.now();
  const keywords = await listKeywords(ctx.db, shopId, now);
  const lines = keywords.map((it) => ({
    ...{ id: it.id, name: mainWord(it), texts: it.texts },
    ...{ isJoin: it.joins, hasEnded: hasEnded(it, now) },
    does: [
      it.joins ? "subscribes" : null,
      it.answer === null && it.closedAnswer === null ? null : "answers",
      it.tag === null ? null : `adds the tag “${it.tag}”`,
      it.listId === null ? null : "adds to a list",
    ].filter((part) => part !== null),
  }));
  return { lines };
}

export type KeywordLines = Awaited<ReturnType<typeof readKeywordLines>>;
