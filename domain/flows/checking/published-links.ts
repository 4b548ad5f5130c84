import { publishedFlows } from "#domain/flows/publishing/live-flows";
import { flowNames } from "#domain/flows/report/find";
import type { Db } from "#platform/sql/db";
import { type FlowLinks, linksOf } from "./loops.ts";

/** How the shop's live flows start each other. */
export async function publishedLinks(db: Pick<Db, "prisma" | "run">, shopId: string): Promise<FlowLinks[]> {
  const names = new Map((await flowNames(db, shopId)).map(({ id, name }) => [id, name]));
  const flows = await publishedFlows(db, [shopId]);
  return flows
    .filter(({ state }) => state === "live")
    .map(({ id, version }) => linksOf({ id, name: names.get(id) ?? "", document: version.document }));
}
