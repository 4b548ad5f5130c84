import type { Flow, Prisma } from "@prisma/client";
import { type FlowDocument, parseDocument } from "#domain/flows/definition/document";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { TUESDAY_MORNING } from "./context.ts";
import { aShop } from "./shop.ts";

const YESTERDAY = new Date(TUESDAY_MORNING.getTime() - 24 * 3_600_000);

/** A flow that went live yesterday: the abandoned-cart preset of a new shop unless something else is given. */
export async function aLiveFlow(
  db: Pick<Db, "prisma">,
  given: Partial<Omit<Prisma.FlowUncheckedCreateInput, "draft">> & { document?: FlowDocument } = {},
): Promise<Flow> {
  const { document = abandonedCart.document, ...rest } = given;
  const shopId = rest.shopId ?? (await aShop(db)).id;
  const [id, versionId] = [newId(), newId()];
  const json = parseDocument(document) as unknown as Prisma.InputJsonObject; // what Prisma calls JSON
  const flow = await db.prisma.flow.create({
    data: {
      id,
      preset: "abandoned-cart",
      name: "Abandoned cart",
      state: "live",
      liveVersionId: versionId,
      createdAt: YESTERDAY,
      updatedAt: YESTERDAY,
      ...rest,
      shopId,
      draft: json,
    },
  });
  await db.prisma.flowVersion.create({
    data: { shopId, id: versionId, flowId: flow.id, number: 1, document: json, createdAt: YESTERDAY },
  });
  return flow;
}
