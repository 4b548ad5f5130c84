import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { findFlow } from "#domain/flows/report/find";
import { findVersion, flowVersions } from "#domain/flows/versions/history";
import { sortedJson } from "#platform/sorted-json";

const query = z.object({
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
  version: z.union([z.undefined(), z.coerce.number().int().min(1).max(1_000_000)]).catch(undefined),
});

export type VersionsData = NonNullable<Awaited<ReturnType<typeof readVersions>>>;

/** A page of a flow's versions, and the one that the address asks to show. Null when the flow isn't the shop's. */
export async function readVersions({ shopId, ctx, staff }: Merchant, flowId: string, search: URLSearchParams) {
  const { page, version } = query.parse(Object.fromEntries(search));
  const flow = await findFlow(ctx.db, shopId, flowId);
  if (!flow) return null;
  const [{ versions, hasMore }, shown] = await Promise.all([
    flowVersions(ctx.db, shopId, flowId, page),
    version === undefined ? null : findVersion(ctx.db, shopId, flowId, version),
  ]);
  const { id, name, state, live, draft, original } = flow;
  return {
    flow: { id, name, state },
    /** The draft has changes that were never published. */
    hasChanges: live === null || sortedJson(draft) !== sortedJson(original),
    ...{ versions, hasMore, page, shown },
    staffId: staff.id,
  };
}
