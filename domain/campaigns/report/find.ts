import { type Audience, audience } from "#domain/campaigns/audience/audience";
import type { CampaignState } from "#domain/campaigns/state";
import { notFoundError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";

/** A campaign as its own page shows it. */
export interface FoundCampaign {
  id: string;
  name: string;
  state: CampaignState;
  body: string;
  linkUrl: string | null;
  audience: Audience;
  senderId: string | null;
  /** Millionths of a US dollar. */
  spendCapMicros: number | null;
  isUrgent: boolean;
  /** "2026-11-27T10:00" on each recipient's own clock; null when it starts at one instant for all. */
  localTime: string | null;
  scheduledAt: Date | null;
}

/** One campaign of the shop's; null when there is none with this id. */
export async function findCampaign(db: Pick<Db, "prisma">, shopId: string, id: string): Promise<FoundCampaign | null> {
  const row = await db.prisma.campaign.findUnique({
    where: { shopId_id: { shopId, id } },
    select: {
      id: true,
      name: true,
      state: true,
      body: true,
      linkUrl: true,
      audience: true,
      senderId: true,
      spendCapMicros: true,
      isUrgent: true,
      localTime: true,
      scheduledAt: true,
    },
  });
  // The column holds what state.ts names: only the verbs here write it.
  if (!row) return null;
  const spendCapMicros = row.spendCapMicros === null ? null : Number(row.spendCapMicros);
  return { ...row, spendCapMicros, state: row.state as CampaignState, audience: audience.parse(row.audience) };
}

/** The same; refuses a campaign that the shop doesn't have. */
export async function findCampaignOrRefuse(db: Pick<Db, "prisma">, shopId: string, id: string): Promise<FoundCampaign> {
  const found = await findCampaign(db, shopId, id);
  if (!found) throw notFoundError("campaign");
  return found;
}

/** The shop's newest campaigns, `most` of them, to choose from. */
export function campaignNames(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  most: number,
): Promise<{ id: string; name: string }[]> {
  const select = { id: true, name: true };
  return prisma.campaign.findMany({ where: { shopId }, select, orderBy: { createdAt: "desc" }, take: most });
}
