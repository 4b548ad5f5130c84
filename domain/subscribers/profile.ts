import { z } from "zod";
import type { Place } from "#domain/places/place";
import type { Property } from "#domain/subscribers/properties/property";
import { propertiesOf } from "#domain/subscribers/properties/read";
import { isId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { parsePlaces } from "./evidence.ts";
import type { MarketingState } from "./list.ts";

/** Value of the person's orders in one currency; cancelled ones and refunds taken off. */
export interface LifetimeValue {
  currency: string;
  orders: number;
  spentMicros: number;
  lastAt: Date;
}

/** One line of the consent ledger. */
export interface ConsentEvidence {
  id: string;
  state: string;
  source: string;
  textShown: string | null;
  formVersion: string | null;
  ip: string | null;
  /** marketing | all: what the decision was about. */
  scope: string;
  doubleOptIn: "asked" | "confirmed" | "expired" | null;
  evidence: Record<string, unknown>;
  /** False when it changed nothing; `reason` says why. */
  applied: boolean;
  reason: string | null;
  occurredAt: Date;
  recordedAt: Date;
}

export interface SubscriberProfile {
  id: string;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  customerId: string | null;
  country: string | null;
  region: string | null;
  timeZone: string | null;
  /** What tells where the person is; the rules of all of them apply. */
  places: Place[];
  ruleSignature: string;
  tags: string[];
  properties: Property[];
  marketing: MarketingState;
  marketingAt: Date | null;
  invalidAt: Date | null;
  createdAt: Date;
  redactedAt: Date | null;
  /** Why nothing may be sent to the number, if so. */
  suppression: { reason: string; at: Date } | null;
  lifetime: LifetimeValue[];
  textsSent: number;
  textsClicked: number;
  /** Until when a question for their confirmation may be answered. */
  askedUntil: Date | null;
  /** Until when a sign-up stands for which they are not asked, having been asked too often. */
  notAskedUntil: Date | null;
  /** What the store was, or is to be, told of their consent. */
  toldToStore: { state: string; toldAt: Date | null; isDue: boolean; trouble: string | null } | null;
  /** Newest first. */
  consent: ConsentEvidence[];
}

type Row = Omit<SubscriberProfile, "properties" | "places" | "suppression" | "lifetime" | "consent" | "toldToStore"> & {
  places: unknown;
  suppression: unknown;
  lifetime: unknown;
  toldToStore: unknown;
};

const suppression = z.object({ reason: z.string(), at: z.coerce.date() }).nullable();
const toldToStore = z
  .object({ state: z.string(), toldAt: z.coerce.date().nullable(), isDue: z.boolean(), trouble: z.string().nullable() })
  .nullable();
const lifetime = z.array(
  z.object({ currency: z.string(), orders: z.number(), spentMicros: z.number(), lastAt: z.coerce.date() }),
);

const readProfile = statementFile(import.meta.url, "./profile.sql");
const readConsent = statement(
  "profile-consent",
  `SELECT id, state, source, text_shown AS "textShown", form_version AS "formVersion", ip, scope, double_opt_in AS "doubleOptIn", evidence, applied, reason,
          occurred_at AS "occurredAt", recorded_at AS "recordedAt"
   FROM consent_events WHERE shop_id = $1 AND subscriber_id = $2
   ORDER BY recorded_at DESC, id DESC LIMIT 50`,
);

/** Everything the profile shows of a subscriber but the timeline; null when the shop has no such subscriber. */
export async function subscriberProfile(db: Sql, shopId: string, id: string): Promise<SubscriberProfile | null> {
  if (!isId(id)) return null;
  const [row] = await db.run<Row>(readProfile, [shopId, id]);
  if (row === undefined) return null;
  return {
    ...row,
    places: parsePlaces(row.places),
    suppression: suppression.parse(row.suppression),
    lifetime: lifetime.parse(row.lifetime),
    toldToStore: toldToStore.parse(row.toldToStore),
    properties: (await propertiesOf(db, shopId, [id])).get(id) ?? [],
    consent: await db.run<ConsentEvidence>(readConsent, [shopId, id]),
  };
}
