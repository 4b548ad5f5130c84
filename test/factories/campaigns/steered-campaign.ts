import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { nextBatch } from "#domain/campaigns/source";
import type { CampaignState } from "#domain/campaigns/state";
import type { Context } from "#domain/context";
import type { Batch } from "#domain/messages/source";

/** What names a campaign and its lane. */
export interface CampaignIds {
  shopId: string;
  id: string;
  senderId: string;
}

/** What a worker does to a campaign, step by step, and where the campaign stands. */
export function campaignSteps(ctx: Pick<Context, "db" | "clock" | "enqueue">) {
  const { db, clock } = ctx;
  return {
    async stateOf({ shopId, id }: CampaignIds): Promise<CampaignState> {
      const row = await db.prisma.campaign.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
      return row.state as CampaignState; // written by the verbs of domain/campaigns alone
    },
    take: ({ shopId, senderId }: CampaignIds, limit = 250): Promise<Batch | null> =>
      db.transaction((tx) => nextBatch(tx, { shopId, senderId }, limit, clock.now())),
    advance: ({ shopId, id }: CampaignIds): Promise<void> => advanceCampaign(ctx, shopId, id),
  };
}
