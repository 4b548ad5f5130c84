import { z } from "zod";
import { done, intents, unreadable } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { moveStart } from "#domain/campaigns/drafts/move-start";

const move = z.object({ campaignId: z.uuid(), from: z.iso.datetime(), to: z.iso.datetime() });

/** Follows the advice about a campaign's start, and takes it back. */
export const act = intents<Merchant>({
  "move-start": async ({ ctx, shopId }, form) => {
    const asked = move.safeParse(Object.fromEntries(form));
    if (!asked.success) throw unreadable();
    const { campaignId, from, to } = asked.data;
    await moveStart(ctx, shopId, { campaignId, from: new Date(from), to: new Date(to) });
    return done("Start time changed");
  },
});
