import type { Context } from "#domain/context";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { Subject } from "#domain/flows/definition/wording";
import type { Recipient, ShopRules } from "#domain/messages/claim/decide";
import { UNKNOWN_SIGNATURE } from "#domain/places/signature";
import { senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { NIL_ID } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type KnownOfPerson, knownOf } from "./known-of-person.ts";
import { type MadeUpPerson, withMadeUp } from "./made-up-person.ts";

const readShop = statement(
  "trial-shop",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName", true AS "isLive", true AS "isSenderLive",
          0 AS "queueSeconds",
          g.texting_starts_minute AS "textingStartsMinute", g.texting_ends_minute AS "textingEndsMinute", g.stricter_rules AS "stricter",
          g.frequency_cap_texts AS "frequencyCapTexts", g.frequency_cap_hours AS "frequencyCapHours",
          g.frequency_cap_action AS "frequencyCapAction", s.country, s.time_zone AS "timeZone", s.currency, s.domain
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id
   WHERE s.id = $1`,
);

const readPerson = statement(
  "trial-person",
  `SELECT s.id, s.phone, s.marketing, s.country, s.rule_signature AS "ruleSignature", s.time_zone AS "timeZone",
          s.first_name AS "firstName", s.last_name AS "lastName", s.invalid_at IS NOT NULL AS "isInvalid",
          p.reason AS "suppressedBecause", coalesce(c.marketing_at, '{}') AS "marketingAt"
   FROM subscribers s
   LEFT JOIN suppressions p ON p.shop_id = s.shop_id AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL
   LEFT JOIN recipient_caps c ON c.shop_id = s.shop_id AND c.subscriber_id = s.id
   WHERE s.shop_id = $1 AND s.id = $2 AND s.redacted_at IS NULL`,
);

interface TrialChoice {
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

/** A subscriber of the shop's, or someone made up. */
export type TrialPerson = { kind: "subscriber"; id: string } | MadeUpPerson;

/** The part of what texts are about that belongs to the shop. */
export type ShopOfTrial = Pick<Subject, "storeUrl" | "shopCurrency" | "country"> & { timeZone: string | null };

export interface TrialSetting {
  shop: ShopRules;
  ofShop: ShopOfTrial;
  recipient: Recipient;
  /** IANA: the person's, else the shop's. */
  timeZone: string;
  known: KnownOfPerson;
}

type Shop = Omit<ShopRules, "facts"> & {
  country: string | null;
  timeZone: string | null;
  currency: string | null;
  domain: string;
};

/**
 * What a trial must know: the shop's rules, the person, and whom the document's conditions about people hold for. A person who is
 * made up is asked about by the same queries, in a transaction that is rolled back. Null when the subscriber isn't the shop's.
 */
export async function trialSetting(
  { db, providers, clock }: Pick<Context, "db" | "providers" | "clock">,
  shopId: string,
  person: TrialPerson,
  document: FlowDocument,
): Promise<TrialSetting | null> {
  const [found] = await db.run<Shop>(readShop, [shopId]);
  if (!found) return null;
  const sender = await senderFor(db, shopId);
  const shop = { ...found, facts: factsOf(providers, sender?.provider) };
  const ofShop = {
    storeUrl: `https://${found.domain}`,
    shopCurrency: found.currency,
    country: found.country,
    timeZone: found.timeZone,
  };
  const zoneOf = (own: string | null) => own ?? found.timeZone ?? "UTC";
  const now = clock.now();
  if (person.kind === "made-up") {
    const known = await withMadeUp(db, { clock }, shopId, person, (tx, id) => knownOf(tx, shopId, id, document, now));
    const recipient = { ...recipientOf(person), properties: known.properties };
    return { shop, ofShop, recipient, timeZone: zoneOf(person.timeZone), known };
  }
  const [read] = await db.run<Recipient & { timeZone: string | null }>(readPerson, [shopId, person.id]);
  if (!read) return null;
  const { timeZone, ...recipient } = read;
  const known = await knownOf(db, shopId, person.id, document, now);
  return {
    ...{ shop, ofShop, known },
    recipient: { ...recipient, properties: known.properties },
    timeZone: zoneOf(timeZone),
  };
}

function recipientOf({ country, region, timeZone, firstName, lastName, marketing }: MadeUpPerson): Recipient {
  const place = country && region ? `${country}-${region}` : country;
  return {
    id: NIL_ID,
    phone: "+12125550100",
    marketing,
    country,
    ruleSignature: place && timeZone ? `${place}@${timeZone}` : UNKNOWN_SIGNATURE,
    firstName,
    lastName,
    isInvalid: false,
    suppressedBecause: null,
    marketingAt: [],
  };
}
