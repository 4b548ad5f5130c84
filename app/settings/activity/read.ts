import type { Merchant } from "#app/authenticate";
import { activityMonths } from "#domain/audit/keep";
import { readActivity, saysOf } from "#domain/audit/read";
import { listTeam } from "#domain/team/team";
import { verbNamed } from "#domain/team/verbs";
import { isId } from "#platform/ids";
import { filterOf, readActivityQuery } from "./query.ts";

const PER_PAGE = 50;

/** Who did what, newest first, and for how long that is kept. */
export async function readActivityPage({ ctx, shopId, shop }: Merchant, search: URLSearchParams) {
  const query = readActivityQuery(search);
  const before = search.get("before") ?? "";
  const { entries, next } = await readActivity(ctx.db, shopId, {
    ...filterOf(query, shop.timeZone ?? "UTC"),
    ...{ before: isId(before) ? before : null, size: PER_PAGE },
  });
  const months = await activityMonths(ctx.db, shopId);
  return {
    lines: entries.map(({ verb, ...entry }) => ({ ...entry, says: saysOf(verb), url: urlOf(verb, entry.subjectId) })),
    ...{ query, next, months, isFirstPage: !isId(before) },
    people: (await listTeam(ctx.db, shopId)).map(({ id, name }) => ({ id, name: name ?? `Person ${id}` })),
  };
}

/** Where the record is, if it still is. */
function urlOf(verb: Parameters<typeof verbNamed>[0], id: string | null): string | null {
  const { audit } = verbNamed(verb);
  if ("not" in audit || !audit.of || id === null) return null;
  const paths = {
    ...{ campaign: "/campaigns", flow: "/flows", conversation: "/inbox", subscriber: "/subscribers" },
    ...{ segment: "/segments", import: "/subscribers/import" },
  };
  return audit.of === "person" ? "/settings/team" : `${paths[audit.of]}/${id}`;
}

export type ActivityData = Awaited<ReturnType<typeof readActivityPage>>;
