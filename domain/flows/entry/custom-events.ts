import type { Context } from "#domain/context";
import { EVENT_NAME } from "#domain/flows/triggers/custom-event";
import { wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import type { Job } from "#domain/jobs";
import { countryOfShop } from "#domain/shops/country-of-shop";
import { traceToPeople } from "#domain/subscribers/person-trace";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import type { ReportedEvent } from "./reported-event.ts";

interface KnownEvent extends ReportedEvent {
  subscriberId: string;
}

const findPeople = statementFile(import.meta.url, "./people-of-events.sql");

/**
 * The people first, then their walks, as the intake does, and in the order of the ids, as every batch locks people. Steps that
 * change a person are then taken at once, and not put off.
 */
const holdPeople = statement(
  "hold-people-of-events",
  `SELECT s.id FROM subscribers s JOIN unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id) ON s.shop_id = t.shop_id AND s.id = t.id
   ORDER BY s.id FOR NO KEY UPDATE OF s`,
);

/**
 * One person's events that one transaction takes: all its people are locked until it ends, and each of these is a round of statements.
 */
const MOST_OF_ONE_PERSON = 10;

/**
 * Takes in events that other programs report about subscribers: starts flows for them and wakes the people who wait for them. It
 * makes no subscriber and no consent: marketing texts still need it. A person's events count in their order. Returns the
 * jobs owed after the commit, and for each event whom it was about; null when no subscriber or more than one is meant. Of more than
 * ten about one person the later ones are left: their intake ids come back, and nothing was done for them. Safe to repeat with the
 * same idempotency keys.
 */
export async function recordCustomEvents(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  events: ReportedEvent[],
): Promise<{ jobs: Job[]; subscriberIds: (string | null)[]; left: Set<string> }> {
  const subscriberIds = await peopleOf(tx, ctx, events);
  const known = events.flatMap((event, n): KnownEvent[] => {
    const subscriberId = subscriberIds[n] ?? null;
    return subscriberId === null ? [] : [{ ...event, subscriberId }];
  });
  const rounds = roundsOf(known);
  const taken = rounds.slice(0, MOST_OF_ONE_PERSON);
  const left = new Set(rounds.slice(MOST_OF_ONE_PERSON).flatMap((it) => it.map(({ intakeId = "" }) => intakeId)));
  if (known.length > 0)
    await tx.run(
      ...batch(holdPeople, { t: columnsOf(known, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }) }),
    );
  traceToPeople(taken.flat(), ({ shopId, subscriberId, intakeId = "" }) => ({ shopId, subscriberId, intakeId }));
  const jobs: Job[] = [];
  for (const round of taken) jobs.push(...(await takeRound(tx, ctx, round)));
  return { jobs, subscriberIds, left };
}

/** Each person's first events, then their second ones, and so on: a walk that one starts may wait for the next. */
function roundsOf(events: KnownEvent[]): KnownEvent[][] {
  const rounds: KnownEvent[][] = [];
  const seen = new Map<string, number>();
  for (const event of events) {
    const place = seen.get(event.subscriberId) ?? 0;
    seen.set(event.subscriberId, place + 1);
    rounds[place] = [...(rounds[place] ?? []), event];
  }
  return rounds;
}

async function takeRound(
  tx: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  round: KnownEvent[],
): Promise<Job[]> {
  const now = clock.now();
  const dated = round.map((it) => ({
    ...it,
    // No event happens after we hear of it.
    at: it.occurredAt && it.occurredAt < now ? it.occurredAt : now,
  }));
  // An event does not wake the walk that it starts.
  const woken = await wakeAwaiting(
    tx,
    { clock },
    dated.map(({ shopId, subscriberId, name, at }) => ({ shopId, subscriberId, event: `custom:${name}` as const, at })),
  );
  const entered = await enroll(
    tx,
    { clock },
    dated.map(({ shopId, subscriberId, name, properties, idempotencyKey, at }) => ({
      ...{ shopId, kind: "custom-event" as const, subscriberId, at, since: at },
      // Callers may use an e-mail address as the key: it is kept as a keyed hash.
      subject: `custom:${subscriberId}:${name}:${hashPhone(JSON.stringify(["custom-event", idempotencyKey]))}`,
      event: { properties: { ...properties, [EVENT_NAME]: name }, variables: { event: properties } },
    })),
  );
  return [...entered, ...woken];
}

async function peopleOf(
  tx: Sql,
  { hashPhone }: Pick<Context, "hashPhone">,
  events: ReportedEvent[],
): Promise<(string | null)[]> {
  if (events.length === 0) return [];
  const countries = new Map<string, string | null>();
  for (const { shopId, person } of events)
    if ("phone" in person && !countries.has(shopId)) countries.set(shopId, await countryOfShop(tx, shopId));
  const hashOf = ({ shopId, person }: ReportedEvent) => {
    const phone = "phone" in person ? toPhoneNumber(person.phone, countries.get(shopId) ?? null) : null;
    return phone && hashPhone(phone);
  };
  const rows = await tx.run<{ n: number; subscriberId: string }>(
    ...batch(findPeople, {
      t: columnsOf(events, {
        n: (_, place) => place,
        shop_id: (it) => it.shopId,
        subscriber_id: ({ person }) => ("subscriberId" in person ? person.subscriberId : null),
        phone_hash: hashOf,
        customer_id: ({ person }) => ("customerId" in person ? storableText(person.customerId) : null),
        email: ({ person }) => ("email" in person ? storableText(person.email).trim().toLowerCase() : null),
      }),
    }),
  );
  const found = new Map(rows.map(({ n, subscriberId }) => [n, subscriberId]));
  return events.map((_, n) => found.get(n) ?? null);
}
