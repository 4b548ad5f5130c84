import type { OurRecord, StoreRecord } from "./effects.ts";

/**
 * Our record with each checkout under the store's own token. One that only the store's record told of is kept under its
 * cart's token, where its recovery link names no other.
 */
export function byTokens({ checkouts }: Pick<StoreRecord, "checkouts">, ours: OurRecord): OurRecord {
  const tokens = new Map(checkouts.flatMap(({ token, cartToken }) => (cartToken ? [[cartToken, token] as const] : [])));
  const named = (token: string) => tokens.get(token) ?? token;
  return {
    ...ours,
    checkouts: ours.checkouts.map((it) => ({ ...it, token: named(it.token) })),
    entries: ours.entries.map((it) => it.split(" ").map(named).join(" ")),
    texts: ours.texts.map((it) => ({ ...it, subject: named(it.subject) })),
  };
}
