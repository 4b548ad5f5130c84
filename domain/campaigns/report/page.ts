import type { CampaignState } from "#domain/campaigns/state";
import type { Db } from "#platform/sql/db";

export interface CampaignOnPage {
  id: string;
  name: string;
  state: CampaignState;
  scheduledAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
}

/** So many of a shop's campaigns, newest first, behind a place in that order. */
export async function campaignPage(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  { after, size }: { after: { at: Date; id: string } | null; size: number },
): Promise<CampaignOnPage[]> {
  const behind = after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] };
  const rows = await prisma.campaign.findMany({
    where: { shopId, ...behind },
    select: {
      id: true,
      name: true,
      state: true,
      scheduledAt: true,
      startedAt: true,
      finishedAt: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: size,
  });
  return rows as CampaignOnPage[]; // the column holds what state.ts names
}
