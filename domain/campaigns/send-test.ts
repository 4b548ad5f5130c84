import type { Context } from "#domain/context";
import { type Bell, ringAll } from "#domain/jobs";
import { newCode } from "#domain/links/code";
import { createShortLinks } from "#domain/links/create";
import { checkTemplates } from "#domain/messages/content/check-template";
import type { Month } from "#domain/messages/month";
import { planTexts } from "#domain/messages/plan";
import type { Wording } from "#domain/messages/source";
import { type Link, word } from "#domain/messages/word";
import { senderFor } from "#domain/senders/choose";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/db";
import { newId } from "#platform/ids";
import { statement } from "#platform/statement";

/** A test that has not left after ten minutes tells the merchant nothing any more. */
const LIFE_MS = 10 * 60_000;

/** The text of the setup checklist. */
export const HELLO: Wording = {
  template: "Hello from {{ shop.name }}! This is how your texts will arrive.",
  variables: {},
  linkUrl: null,
};

const PHONE_HINT = "Enter your mobile number with its country code, such as +1 212 555 0123.";

const read = statement(
  "test-setting",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName", s.country
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id WHERE s.id = $1`,
);

const remember = statement(
  "remember-test",
  "UPDATE shop_settings SET test_phone = $2, test_text_sent_at = $3, updated_at = $3 WHERE shop_id = $1",
);

const find = statement(
  "find-test-text",
  `SELECT id, month FROM messages
   WHERE shop_id = $1 AND source_id = $1 AND is_waiting AND subscriber_id = $2 AND occurrence = $3`,
);

/**
 * Sends one text to the merchant's own phone, as recipients would get it: with their first name, a short link and the
 * opt-out line. It is transactional, so no consent is needed and none is recorded, no hour forbids it and no cap counts
 * it. Refuses by the field a wrong number, a text that cannot be made, and a shop without a number in service.
 */
export async function sendTest(
  ctx: Pick<Context, "db" | "clock" | "ring" | "hashPhone" | "shortLinkUrl">,
  shopId: string,
  { phone: typed, wording }: { phone: string; wording: Wording },
): Promise<{ messageId: string; phone: string }> {
  await checkTemplates([wording.template]);
  const { bells, ...sent } = await ctx.db.transaction(async (tx) => {
    const [shop] = await tx.run<{ brandName: string; country: string | null }>(read, [shopId]);
    const phone = toPhoneNumber(typed, shop?.country ?? "US");
    if (!shop || phone === null) throw new UserError("test-phone-wrong", PHONE_HINT, "phone");
    const text = wordTest(wording, shop.brandName, ctx.shortLinkUrl);
    const now = ctx.clock.now();
    const subscriberId = (await upsertSubscribers(tx, ctx, [{ shopId, phone, seenAt: now }]))(shopId, phone);
    const planned = await plan(tx, ctx, shopId, subscriberId, text);
    await tx.run(remember, [shopId, phone, now]);
    return { ...planned, phone: phone as string };
  });
  await ringAll(ctx.ring, bells);
  return sent;
}

/** As recipients get it, so with the opt-out line, though the law asks for none here. */
function wordTest(wording: Wording, brandName: string, shortLinkUrl: string): { body: string; link: Link | null } {
  const worded = word(
    wording,
    "marketing",
    { firstName: "Alex", lastName: "Morgan" },
    { brandName, shortLinkUrl, newCode },
  );
  if (worded.kind === "failed")
    throw new UserError("test-text-failed", `The text cannot be made: ${worded.detail}.`, "body");
  return { body: worded.text, link: worded.link };
}

async function plan(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  shopId: string,
  subscriberId: string,
  { body, link }: { body: string; link: Link | null },
): Promise<{ messageId: string; bells: Bell[] }> {
  const sender = await senderFor(tx, shopId);
  if (!sender) throw new UserError("test-no-sender", "Connect a number first: nothing could send this.");
  const now = ctx.clock.now();
  const occurrence = newId();
  const bells = await planTexts(tx, ctx, [
    {
      shopId,
      class: "transactional",
      purpose: "transactional",
      sourceKind: "test",
      sourceId: shopId,
      occurrence,
      subscriberId,
      senderId: sender.id,
      dueAt: now,
      expiresAt: new Date(now.getTime() + LIFE_MS),
      body,
    },
  ]);
  const [message] = await tx.run<{ id: string; month: Month }>(find, [shopId, subscriberId, occurrence]);
  if (!message) throw new Error("A test text was planned and is not there.");
  const { id: messageId, month } = message;
  if (link) await createShortLinks(tx, [{ ...link, shopId, month, messageId, subscriberId }], now);
  return { messageId, bells };
}
