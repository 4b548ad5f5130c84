import type { CampaignState } from "#domain/campaigns/state";
import { notFoundError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface LockedCampaign {
  id: string;
  state: CampaignState;
  pausedFrom: CampaignState | null;
  pausedBecause: string | null;
  name: string;
  body: string;
  linkUrl: string | null;
  /** As stored; `audience.parse` makes it one. */
  audience: unknown;
  senderId: string | null;
  /** Millionths of a US dollar. */
  spendCapMicros: number | null;
  isUrgent: boolean;
  /** Of a campaign that leaves by each recipient's own clock: the hour it shall show. */
  localTime: string | null;
  scheduledAt: Date | null;
  /** Null before it started, also while it is paused. */
  startedAt: Date | null;
  expiresAt: Date | null;
}

/**
 * FOR UPDATE conflicts with the share lock that a claim holds on the campaign: a change of its state waits for the
 * claims that began before, and later claims see the new state.
 */
const lock = statement(
  "lock-campaign",
  `SELECT id, state, paused_from AS "pausedFrom", paused_because AS "pausedBecause", name, body, link_url AS "linkUrl", audience, sender_id AS "senderId",
          spend_cap_micros AS "spendCapMicros", is_urgent AS "isUrgent", local_time AS "localTime",
          started_at AS "startedAt", scheduled_at AS "scheduledAt", expires_at AS "expiresAt"
   FROM campaigns WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
);

/** Holds the campaign until the transaction ends. Refuses an id that is not one of the shop's. */
export async function lockCampaign(tx: Sql, shopId: string, campaignId: string): Promise<LockedCampaign> {
  const [campaign] = await tx.run<LockedCampaign>(lock, [shopId, campaignId]);
  if (!campaign) throw notFoundError("campaign");
  return campaign;
}
