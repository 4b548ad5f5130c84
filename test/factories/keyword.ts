import type { Context } from "#domain/context";
import type { KeywordDetails } from "#domain/keywords/keyword";
import { saveKeyword } from "#domain/keywords/save-keyword";

/** What a merchant may leave out. */
export const plainKeyword: KeywordDetails = {
  words: ["GLOW"],
  ...{ answer: "Our candles glow.", closedAnswer: null, hours: null },
  ...{ tag: null, listId: null, joins: false, asksFirst: false, endsAt: null },
};

/** A keyword GLOW that is answered, or what is given. Returns its id. */
export function aKeyword(
  ctx: Pick<Context, "db" | "clock">,
  shopId: string,
  given: Partial<KeywordDetails> = {},
): Promise<string> {
  return saveKeyword(ctx, shopId, null, { ...plainKeyword, ...given });
}
