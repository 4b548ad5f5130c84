import { z } from "zod";
import { done, intents, unreadable } from "#app/actions/intents";
import type { Merchant } from "#app/authenticate";
import { decideReview } from "#domain/conversations/reply-review/decide";

const posted = z.object({ reply: z.uuid(), to: z.enum(["opted-out", "kept", "open"]) });

const said = {
  "opted-out": "Opted out",
  kept: "Not an opt-out. They’ll get your texts again",
  open: "Undone. Review again",
};

/** Saves what a button or a key decided about a reply. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    const decision = posted.safeParse(Object.fromEntries(form));
    if (!decision.success) throw unreadable();
    const { reply: replyId, to } = decision.data;
    await decideReview(ctx, { shopId, replyId, to, by: "merchant" });
    return done(said[to]);
  },
});
