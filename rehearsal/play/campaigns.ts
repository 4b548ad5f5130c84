import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { statement } from "#platform/sql/statement";
import { settleAudiences } from "../../bench/stage/audience.ts";
import { type BenchCampaign, sendCampaign, until } from "../../bench/stage/campaign.ts";
import { addPeople } from "../stage/people.ts";
import type { Stage } from "../stage/stage.ts";

const open = statement(
  "rehearsal-open-campaigns",
  `SELECT shop_id AS "shopId", id, state FROM campaigns WHERE state IN ('scheduled', 'preparing', 'sending', 'paused')`,
);
const underWay = statement(
  "rehearsal-under-way",
  "SELECT count(*)::int AS count FROM messages WHERE state = 'sending'",
);
const dueChunks = statement(
  "rehearsal-due",
  `SELECT coalesce(sum(cardinality(subscriber_ids) - cursor), 0)::int AS count,
          coalesce(array_agg(DISTINCT shop_id), '{}') AS shops
   FROM campaign_chunks c WHERE state = 'ready' AND due_at <= $1
     AND (SELECT state FROM campaigns p WHERE p.shop_id = c.shop_id AND p.id = c.campaign_id) = 'sending'`,
);

/** People who wait for their campaign. */
export interface Audience {
  shopId: string;
  tag: string;
}

/** The campaigns of a rehearsal: each goes to every shop, to people of its own and to some of the one before. */
export interface Campaigns {
  /** Puts so many people into the shops, each with the tag of one campaign. Returns the parts of it, one a shop. */
  prepare(recipients: number): Promise<Audience[]>;
  settle(): Promise<void>;
  start(audiences: Audience[]): Promise<void>;
  /** Campaign texts that could leave now and have not, and the shops that have them. */
  due(): Promise<{ count: number; shops: number }>;
  /** Pauses what is under way and resolves when nothing is being handed over; `resume` goes on with it. */
  rest(): Promise<{ resume(): Promise<void> }>;
  /** Cancels everything: the rehearsal ends. */
  cancelAll(): Promise<void>;
}

export function openCampaigns(stage: Stage): Campaigns {
  const { ctx, shops, clock } = stage;
  let [prepared, people] = [0, 0];
  const running = () => ctx.db.run<{ shopId: string; id: string; state: string }>(open, []);

  return {
    async prepare(recipients) {
      const count = Math.ceil(recipients / shops.length);
      const earlierTag = prepared > 0 ? tagOf(prepared) : null;
      prepared += 1;
      const tag = tagOf(prepared);
      let added = 0;
      for (const { id: shopId } of shops)
        added = await addPeople(stage, { shopId, tag, count, earlierTag, first: people });
      people += added;
      return shops.map(({ id: shopId }) => ({ shopId, tag }));
    },
    settle: () => settleAudiences(ctx.db),
    async start(audiences) {
      await Promise.all(audiences.map(({ shopId, tag }): Promise<BenchCampaign> => sendCampaign(ctx, shopId, { tag })));
    },
    async due() {
      const [row] = await ctx.db.run<{ count: number; shops: string[] }>(dueChunks, [clock.now()]);
      return { count: row?.count ?? 0, shops: row?.shops.length ?? 0 };
    },
    async rest() {
      const paused = (await running()).filter(({ state }) => state !== "paused");
      for (const { shopId, id } of paused) await pauseCampaign(ctx, shopId, id);
      await until("the last texts under way", 30_000, async () => {
        const [row] = await ctx.db.run<{ count: number }>(underWay, []);
        return row?.count === 0 || null;
      });
      return {
        async resume() {
          for (const { shopId, id } of paused) await resumeCampaign(ctx, shopId, id);
        },
      };
    },
    async cancelAll() {
      for (const { shopId, id } of await running()) await cancelCampaign(ctx, shopId, id);
    },
  };
}

function tagOf(number: number): string {
  return `campaign-${number}`;
}
