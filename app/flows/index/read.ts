import type { Merchant } from "#app/authenticate";
import { LISTED_DAYS, listFlows } from "#domain/flows/report/list";

/** The shop's flows, with what each did in the last days. */
export async function readFlows({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">) {
  return { flows: await listFlows(ctx.db, shopId, ctx.clock.now()), days: LISTED_DAYS };
}

export type FlowsData = Awaited<ReturnType<typeof readFlows>>;
