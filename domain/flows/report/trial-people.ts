import type { Context } from "#domain/context";
import type { Recipient, ShopRules } from "#domain/messages/claim/decide";
import { UNKNOWN_SIGNATURE } from "#domain/places/signature";
import { senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { NIL_ID } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const readShop = statement(
  "trial-shop",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName", true AS "isLive", true AS "isSenderLive",
          0 AS "queueSeconds",
          g.texting_starts_minute AS "textingStartsMinute", g.texting_ends_minute AS "textingEndsMinute", g.stricter_rules AS "stricter",
          g.frequency_cap_texts AS "frequencyCapTexts", g.frequency_cap_hours AS "frequencyCapHours",
          g.frequency_cap_action AS "frequencyCapAction", s.country, s.time_zone AS "timeZone"
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id
   WHERE s.id = $1`,
);

const readPerson = statement(
  "trial-person",
  `SELECT s.id, s.phone, s.marketing, s.country, s.rule_signature AS "ruleSignature",
          s.first_name AS "firstName", s.last_name AS "lastName", s.invalid_at IS NOT NULL AS "isInvalid",
          p.reason AS "suppressedBecause", coalesce(c.marketing_at, '{}') AS "marketingAt"
   FROM subscribers s
   LEFT JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
   LEFT JOIN recipient_caps c ON c.shop_id = s.shop_id AND c.subscriber_id = s.id
   WHERE s.shop_id = $1 AND s.id = $2`,
);

export interface TrialChoice {
  id: string;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
}

/** The shop's newest subscribers, to pick one for a trial. */
export function trialChoices({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<TrialChoice[]> {
  // Served by subscribers_newest.
  return prisma.subscriber.findMany({
    where: { shopId, redactedAt: null },
    select: { id: true, firstName: true, lastName: true, phone: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
  });
}

/**
 * What a trial must know: the shop's rules, and the person. Without a subscriber it is a sample shopper who lives where the
 * shop is, has consented and has had no text yet. Null when the subscriber isn't the shop's.
 */
export async function trialSetting(
  { db, providers }: Pick<Context, "db" | "providers">,
  shopId: string,
  subscriberId: string | null,
): Promise<{ shop: ShopRules; recipient: Recipient } | null> {
  const [found] = await db.run<Omit<ShopRules, "facts"> & { country: string | null; timeZone: string | null }>(
    readShop,
    [shopId],
  );
  if (!found) return null;
  const sender = await senderFor(db, shopId);
  const shop = { ...found, facts: factsOf(providers, sender?.provider) };
  if (subscriberId === null) return { shop, recipient: sampleShopper(shop) };
  const [recipient] = await db.run<Recipient>(readPerson, [shopId, subscriberId]);
  return recipient ? { shop, recipient } : null;
}

function sampleShopper({ country, timeZone }: { country: string | null; timeZone: string | null }): Recipient {
  return {
    id: NIL_ID,
    phone: "+12125550100",
    marketing: "subscribed",
    country,
    ruleSignature: country && timeZone ? `${country}@${timeZone}` : UNKNOWN_SIGNATURE,
    firstName: "Ada",
    lastName: "Lovelace",
    isInvalid: false,
    suppressedBecause: null,
    marketingAt: [],
  };
}
