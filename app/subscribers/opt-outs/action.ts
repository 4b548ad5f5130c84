import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { decideUnsure } from "#domain/conversations/unsure/decide";

const posted = z.object({ reply: z.uuid(), to: z.enum(["opted-out", "kept", "open"]) });

const said = {
  "opted-out": "Opted out",
  kept: "Not an opt-out: they get your texts again",
  open: "Taken back: decide anew",
};

/** Carries out what a button or a key decided. Returns the sentence for the toast. */
export async function decide({ ctx, shopId }: Merchant, form: FormData): Promise<string> {
  const decision = posted.safeParse(Object.fromEntries(form));
  if (!decision.success) throw new Response("This is no decision.", { status: 400 });
  const { reply: replyId, to } = decision.data;
  await decideUnsure(ctx, { shopId, replyId, to, by: "merchant" });
  return said[to];
}
