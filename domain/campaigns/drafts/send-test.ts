import type { Context } from "#domain/context";
import { enqueueAll } from "#domain/jobs";
import { newCode } from "#domain/links/code";
import { createShortLinks } from "#domain/links/create";
import { checkTemplates } from "#domain/messages/content/check-template";
import { type Link, type WordingWays, word } from "#domain/messages/content/word";
import type { Wording } from "#domain/messages/source";
import { senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { storeSettings } from "#domain/shops/settings";
import { admitPhone } from "#domain/test-phones/admit";
import { isProven } from "#domain/test-phones/known";
import { limitTests } from "#domain/test-phones/limits";
import { planTestText } from "#domain/test-phones/plan-text";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";

/** The text of the setup checklist. */
export const HELLO: Wording = {
  template: "Hello from {{ shop.name }}! This is how your texts will arrive.",
  variables: {},
  linkUrl: null,
};

/**
 * Sends one text to the merchant's own phone, as recipients would get it: with their first name, a short link and the
 * opt-out line. The phone must be proven by a code (domain/test-phones/). No consent is recorded. Refuses by the field a
 * wrong, unproven or opted-out number and a text that cannot be made; and more than a few tests within an hour, a spend
 * cap that is reached, and a shop without a number in service.
 */
export async function sendTest(
  ctx: Pick<Context, "db" | "providers" | "clock" | "enqueue" | "hashPhone" | "shortLinkUrl">,
  shopId: string,
  { phone: typed, wording }: { phone: string; wording: Wording },
): Promise<{ messageId: string; phone: string }> {
  await checkTemplates([wording.template]);
  const { jobs, ...sent } = await ctx.db.transaction(async (tx) => {
    const { phone, phoneHash, brandName } = await admitPhone(tx, ctx, shopId, typed);
    if (!(await isProven(tx, shopId, phoneHash)))
      throw new UserError("test-phone-unproven", "Verify this number first. We’ll text it a code.", "phone");
    const now = ctx.clock.now();
    await limitTests(tx, shopId, now);
    const sender = await senderFor(tx, shopId);
    const { longestText } = factsOf(ctx.providers, sender?.provider).limits;
    const { body, link } = wordTest(wording, { brandName, shortLinkUrl: ctx.shortLinkUrl, newCode, longestText });
    const text = { shopId, phone, body, occurrence: newId() };
    const { jobs, messageId, month, subscriberId } = await planTestText(tx, ctx, text);
    if (link) await createShortLinks(tx, [{ ...link, shopId, month, messageId, subscriberId }], now);
    await storeSettings(tx, shopId, { testPhone: phone, testTextSentAt: now }, now);
    return { jobs, messageId, phone: phone as string };
  });
  await enqueueAll(ctx.enqueue, jobs);
  return sent;
}

/** As recipients get it, so with the opt-out line, though the law asks for none here. */
function wordTest(wording: Wording, ways: WordingWays): { body: string; link: Link | null } {
  const worded = word(wording, "marketing", { firstName: "Alex", lastName: "Morgan" }, ways);
  if (worded.kind === "failed")
    throw new UserError("test-text-failed", `The text can’t be rendered: ${worded.detail}.`, "body");
  return { body: worded.text, link: worded.link };
}
