import type { Campaign, Subscriber } from "@prisma/client";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { nextBatch } from "#domain/campaigns/source";
import type { Context } from "#domain/context";
import { aSubscriber } from "../subscriber.ts";
import { aCampaign } from "./campaign.ts";

type Started = Pick<Context, "db" | "clock" | "enqueue">;
type Sending = { shopId: string; senderId: string };

/** A campaign to these people that was told to send now and has been counted: its chunks can be taken. */
export async function aStartedCampaign(
  ctx: Started,
  people: Parameters<typeof aSubscriber>[1][],
  given: Parameters<typeof aCampaign>[1] = {},
): Promise<{ campaign: Campaign & { senderId: string }; subscribers: Subscriber[] }> {
  const campaign = await aCampaign(ctx.db, given);
  const subscribers = [];
  for (const person of people) subscribers.push(await aSubscriber(ctx.db, { ...person, shopId: campaign.shopId }));
  await scheduleCampaign(ctx, campaign.shopId, campaign.id, "now");
  await advanceCampaign(ctx, campaign.shopId, campaign.id);
  return { campaign, subscribers };
}

/** The people that a lane is given now, batch after batch, until there is none. */
export async function takeAll({ db, clock }: Started, { shopId, senderId }: Sending, limit = 250): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const batch = await db.transaction((tx) => nextBatch(tx, { shopId, senderId }, limit, clock.now()));
    if (!batch) return taken;
    taken.push(...batch.subscriberIds);
  }
}
