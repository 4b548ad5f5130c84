import { z } from "zod";
import type { Context } from "#domain/context";
import { EVENT_NAME, PROPERTY } from "#domain/flows/triggers/custom-event";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { enqueueAll } from "#domain/jobs";
import { countryOfShop } from "#domain/shops/country-of-shop";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import type { Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

const text = z.string().max(1_000).transform(storableText);
const name = z
  .string()
  .transform((it) => storableText(it).trim())
  .pipe(z.string().min(1).max(100));

const schema = z.object({
  name,
  person: z.union([
    z.object({ subscriberId: z.uuid() }),
    z.object({ phone: z.string().max(40) }),
    z.object({ customerId: z.string().min(1).max(100) }),
    z.object({ email: z.string().min(3).max(320) }),
  ]),
  properties: z
    .record(z.string().regex(PROPERTY), z.union([text, z.number(), z.boolean(), z.array(text).max(100), z.null()]))
    .refine((it) => Object.keys(it).length <= 50, "An event can have up to 50 properties.")
    .refine((it) => Buffer.byteLength(JSON.stringify(it)) <= 8_000, "The properties can be up to 8,000 bytes.")
    .default({}),
  /** The caller's own name for this event: told again under it, it is the same event. */
  idempotencyKey: z.string().min(1).max(200).transform(storableText),
  occurredAt: z.date().optional(),
});

export type CustomEvent = z.input<typeof schema>;
type Person = z.output<typeof schema>["person"];

export type CustomEventResult =
  | { kind: "accepted"; subscriberId: string }
  /** No subscriber, or more than one with this e-mail address. */
  | { kind: "person-not-found" }
  | { kind: "invalid"; message: string };

/** Served by subscribers_email. Two people may share an address. */
const findByEmail = statement(
  "person-by-email",
  `SELECT s.id FROM subscribers s
   WHERE s.shop_id = $1 AND s.redacted_at IS NULL AND s.email IS NOT NULL AND lower(s.email) = $2 LIMIT 2`,
);

/**
 * The person first, then their walks, as the intake does. Steps that change the person are then taken at once, and not put off.
 */
const holdPerson = statement(
  "hold-person-of-event",
  "SELECT id FROM subscribers WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE",
);

/**
 * Takes in an event that another program reports about a subscriber, starts flows for it and wakes the people who wait for it. It
 * makes no subscriber and no consent: marketing texts still need it. Safe to repeat with the same idempotency key.
 */
export async function recordCustomEvent(
  { db, clock, enqueue, hashPhone }: Pick<Context, "db" | "clock" | "enqueue" | "hashPhone">,
  shopId: string,
  given: CustomEvent,
): Promise<CustomEventResult> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { kind: "invalid", message: messageOf(parsed.error) };
  const { name, person, properties, idempotencyKey, occurredAt } = parsed.data;
  const now = clock.now();
  // No event happens after we hear of it.
  const at = occurredAt && occurredAt < now ? occurredAt : now;
  const { jobs, subscriberId } = await db.transaction(async (tx) => {
    const subscriberId = await findPerson(tx, hashPhone, shopId, person);
    if (subscriberId === null) return { jobs: [], subscriberId };
    await tx.run(holdPerson, [shopId, subscriberId]);
    const news = {
      ...{ shopId, kind: "custom-event" as const, subscriberId, at, since: at },
      // Callers may use an e-mail address as the key: it is kept as a keyed hash.
      subject: `custom:${subscriberId}:${name}:${hashPhone(JSON.stringify(["custom-event", idempotencyKey]))}`,
      event: { properties: { ...properties, [EVENT_NAME]: name }, variables: { event: properties } },
    };
    // An event does not wake the walk that it starts.
    const woken = await wakeAwaiting(tx, { clock }, [{ shopId, subscriberId, event: `custom:${name}`, at }]);
    const entered = await enroll(tx, { clock }, [news]);
    return { jobs: [...entered, ...woken], subscriberId };
  });
  await enqueueAll(enqueue, jobs);
  return subscriberId === null ? { kind: "person-not-found" } : { kind: "accepted", subscriberId };
}

/** Null when no subscriber or more than one is meant. */
async function findPerson(
  tx: Tx,
  hashPhone: Context["hashPhone"],
  shopId: string,
  person: Person,
): Promise<string | null> {
  const rows = await peopleNamed(tx, hashPhone, shopId, person);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

async function peopleNamed(
  tx: Tx,
  hashPhone: Context["hashPhone"],
  shopId: string,
  person: Person,
): Promise<{ id: string }[]> {
  if ("email" in person)
    return await tx.run<{ id: string }>(findByEmail, [shopId, storableText(person.email).trim().toLowerCase()]);
  const phoneHash = "phone" in person ? await hashOf(tx, hashPhone, shopId, person.phone) : null;
  if ("phone" in person && phoneHash === null) return [];
  const key =
    "subscriberId" in person
      ? { id: person.subscriberId }
      : "customerId" in person
        ? { customerId: storableText(person.customerId) }
        : { phoneHash: phoneHash ?? "" };
  return await tx.prisma.subscriber.findMany({
    where: { shopId, redactedAt: null, ...key },
    select: { id: true },
    take: 2,
  });
}

async function hashOf(tx: Sql, hashPhone: Context["hashPhone"], shopId: string, given: string): Promise<string | null> {
  const phone = toPhoneNumber(given, await countryOfShop(tx, shopId));
  return phone === null ? null : hashPhone(phone);
}

function messageOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "event"}: ${issue.message}` : "The event isn’t valid.";
}
