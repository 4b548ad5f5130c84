import type { Recipient } from "#domain/messages/claim/decide";
import { readRecipients } from "#domain/messages/claim/recipients";
import { type Place, placeOfPhone } from "#domain/places/place";
import { ruleSignature } from "#domain/places/signature";
import { parsePlaces } from "#domain/subscribers/evidence";
import { NIL_ID } from "#platform/ids";
import type { KeyedHash } from "#platform/keyed-hash";
import type { Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Someone whose texts are explained: a subscriber, or a number that is none. */
export interface ExplainedPerson {
  /** Null when the number is no one's in this shop. */
  subscriberId: string | null;
  recipient: Recipient;
  /** What tells where they are. */
  places: Place[];
  /** The decision about marketing that stands; null when none was ever made. */
  consent: { state: string; source: string; occurredAt: Date } | null;
  suppressedAt: Date | null;
}

const readRest = statement(
  "explained-person",
  `SELECT s.places,
     (SELECT jsonb_build_object('state', e.state, 'source', e.source, 'occurredAt', e.occurred_at) FROM consent_events e
      WHERE e.shop_id = $1 AND e.subscriber_id = s.id AND e.scope = 'marketing' AND e.applied
      ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1) AS consent,
     (SELECT p.at FROM suppressions p
      WHERE p.shop_id = $1 AND p.phone_hash = s.phone_hash AND p.lifted_at IS NULL) AS "suppressedAt"
   FROM subscribers s WHERE s.shop_id = $1 AND s.id = $2`,
);

const readSuppression = statement(
  "explained-suppression",
  "SELECT reason, at FROM suppressions WHERE shop_id = $1 AND phone_hash = $2 AND lifted_at IS NULL",
);

/** The subscriber with this id; null when the shop has none. Reads what a claim reads, and holds nothing. */
export async function explainedSubscriber(sql: Sql, shopId: string, id: string): Promise<ExplainedPerson | null> {
  const [recipient] = await readRecipients(sql, shopId, [id]);
  if (!recipient) return null;
  const [rest] = await sql.run<{ places: unknown; consent: StoredConsent | null; suppressedAt: Date | null }>(
    readRest,
    [...[shopId, id]],
  );
  const consent = rest?.consent ? { ...rest.consent, occurredAt: new Date(rest.consent.occurredAt) } : null;
  const places = parsePlaces(rest?.places ?? []);
  return { subscriberId: id, recipient, places, consent, suppressedAt: rest?.suppressedAt ?? null };
}

interface StoredConsent {
  state: string;
  source: string;
  occurredAt: string;
}

/** The person with this E.164 number: the shop's subscriber, or a stranger of whom only the number is known. */
export async function explainedNumber(
  { db, hashPhone }: { db: Tx; hashPhone: KeyedHash },
  shopId: string,
  phone: string,
  now: Date,
): Promise<ExplainedPerson> {
  const hash = hashPhone(phone);
  const subscriber = await db.prisma.subscriber.findUnique({
    where: { shopId_phoneHash: { shopId, phoneHash: hash } },
    select: { id: true },
  });
  const known = subscriber && (await explainedSubscriber(db, shopId, subscriber.id));
  if (known) return known;
  const [suppression] = await db.run<{ reason: string; at: Date }>(readSuppression, [shopId, hash]);
  const place = placeOfPhone(phone, now);
  const places = place ? [place] : [];
  const recipient: Recipient = {
    ...{ id: NIL_ID, phone, marketing: "never", country: place?.country ?? null, firstName: null, lastName: null },
    ruleSignature: ruleSignature(places),
    isInvalid: false,
    suppressedBecause: suppression?.reason ?? null,
    marketingAt: [],
  };
  return { subscriberId: null, recipient, places, consent: null, suppressedAt: suppression?.at ?? null };
}
