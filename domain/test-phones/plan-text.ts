import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { priceMicros } from "#domain/messages/claim/price";
import { measureText } from "#domain/messages/content/parts";
import type { Providers } from "#domain/messages/delivery/provider-facts";
import type { Month } from "#domain/messages/month";
import { planTexts } from "#domain/messages/plan";
import { countryOfPhone } from "#domain/places/phone-country";
import { type ChosenSender, senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { limitsOf } from "#domain/spending/limits-of";
import type { PhoneNumber } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** A test, or a code, that has not left after ten minutes tells the merchant nothing any more. */
export const LIFE_MS = 10 * 60_000;

const find = statement(
  "find-test-text",
  `SELECT id, month FROM messages
   WHERE shop_id = $1 AND source_id = $1 AND is_waiting AND subscriber_id = $2 AND occurrence = $3`,
);

export interface TestText {
  shopId: string;
  phone: PhoneNumber;
  body: string;
  /** Tells a shop's test texts apart; a code's begins with "code:". */
  occurrence: string;
}

/**
 * Plans one text to the merchant's own phone. It is transactional: it needs no consent, leaves at any hour and counts
 * against no frequency cap; spend caps and carriers' budgets stop it. Refuses when one of them is used up, or when the
 * shop has no number in service.
 */
export async function planTestText(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone" | "providers">,
  { shopId, phone, body, occurrence }: TestText,
): Promise<{ messageId: string; month: Month; subscriberId: string; jobs: Job[] }> {
  const sender = await senderFor(tx, shopId);
  if (!sender)
    throw new UserError("test-no-sender", "No number is connected. Connect one in Settings, then try again.");
  const now = ctx.clock.now();
  await checkCaps(tx, ctx.providers, { shopId, sender, phone, body }, now);
  const subscriberId = (await upsertSubscribers(tx, ctx, [{ shopId, phone, seenAt: now }]))(shopId, phone);
  const jobs = await planTexts(tx, ctx, [
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
  return { messageId: message.id, month: message.month, subscriberId, jobs };
}

/** Says at once what the claim would find: a text that a cap stops would wait until it expires. */
async function checkCaps(
  tx: Sql,
  providers: Providers,
  { shopId, sender, phone, body }: { shopId: string; sender: ChosenSender; phone: PhoneNumber; body: string },
  now: Date,
): Promise<void> {
  const { parts } = measureText(body);
  const price = priceMicros(factsOf(providers, sender.provider).prices, countryOfPhone(phone), parts);
  const reached = (await limitsOf(tx, { shopId, senderId: sender.id, campaignIds: [] }, now)).find(
    ({ kind, used, most, refused }) => refused !== null || used + (kind === "budget" ? parts : price) > most,
  );
  if (!reached) return;
  const what = reached.kind === "budget" ? "The carrier’s daily limit" : "Your daily spending limit";
  throw new UserError("test-cap-reached", `${what} is reached. Test texts count toward it. Try again tomorrow.`);
}
