import type { Context } from "#domain/context";
import type { Keyword } from "#domain/keywords/keyword";
import { addToLists } from "#domain/segments/lists/many-lists";
import { tagPeople } from "#domain/subscribers/tagging/tag-people";
import type { Sql } from "#platform/sql/db";

/** Someone who is to get what a keyword gives. */
interface Given {
  shopId: string;
  subscriberId: string;
  keyword: Pick<Keyword, "tag" | "listId">;
}

export interface Tagged {
  shopId: string;
  subscriberId: string;
  tag: string;
  at: Date;
}

/** Gives people the tags and lists of keywords. Returns the tags that they didn't have before. Safe to repeat. */
export async function giveTagsAndLists(tx: Sql, ctx: Pick<Context, "clock">, people: Given[]): Promise<Tagged[]> {
  const tags = people.flatMap(({ shopId, subscriberId, keyword: { tag } }) =>
    tag === null ? [] : [{ shopId, subscriberId, tag }],
  );
  const tagged = tags.length === 0 ? [] : await tagPeople(tx, ctx, tags);
  await addToLists(
    tx,
    ctx,
    people.flatMap(({ shopId, subscriberId, keyword: { listId } }) =>
      listId === null ? [] : [{ shopId, subscriberId, listId }],
    ),
  );
  return tagged;
}
