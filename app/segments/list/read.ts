import type { Merchant } from "#app/authenticate";
import { type PersonLine, personLine } from "#app/subscribers/person-line";
import { findList, listMembers, sizeOfList } from "#domain/segments/lists/read";
import { usesOfAudiences } from "#domain/segments/uses";
import { fingerprintOf } from "#platform/fingerprint";

/** One person of a list as its page shows them. */
export interface MemberLine extends PersonLine {
  addedAt: Date;
}

/** A list of the shop's as its page shows it, or (id null) a new one. Null when there is none. */
export async function readList(
  { ctx, shopId }: Merchant,
  id: string | null,
  { search, after }: { search: string; after: string | null },
) {
  if (id === null) return { list: null, search, after: null, members: [], uses: [] };
  const [list, size, page, uses] = await Promise.all([
    findList(ctx.db, shopId, id),
    sizeOfList(ctx.db, shopId, id),
    listMembers(ctx.db, shopId, id, { search, after }),
    usesOfAudiences(ctx.db, shopId),
  ]);
  if (!list) return null;
  return {
    list: { ...list, ...size, version: fingerprintOf(list.name) },
    search,
    after: page.after,
    members: page.members.map((member): MemberLine => ({ ...personLine(member), addedAt: member.addedAt })),
    uses: uses.get(id) ?? [],
  };
}

export type ListData = NonNullable<Awaited<ReturnType<typeof readList>>>;
