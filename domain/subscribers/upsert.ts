import { z } from "zod";
import type { Context } from "#domain/context";
import { type Place, placeOfAddress, placeOfPhone } from "#domain/places/place";
import { likelyPlace, ruleSignature } from "#domain/places/signature";
import { newId } from "#platform/ids";
import { rememberHashes } from "#platform/keyed-hash";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { addEvidence, parsePlaces } from "./evidence.ts";
import type { PhoneNumber } from "./phone-number.ts";

interface Address {
  country: string | null;
  region: string | null;
}

/** What some piece of news tells about the owner of a number. Null tells nothing and changes nothing. */
export interface KnownPerson {
  shopId: string;
  phone: PhoneNumber;
  customerId?: string | null;
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  shipping?: Address | null;
  billing?: Address | null;
  /** Where a checkout or a sign-up came from by its IP address, when the source says so. */
  ipRegion?: Address | null;
  /** Replaces the tags when given. */
  tags?: string[] | null;
  /** When the source says so. Older news fill what is not known; those from before an erasure change nothing. */
  seenAt: Date;
}

/** The id of a subscriber that was among the people. Throws for a number that was not. */
export type SubscriberIdOf = (shopId: string, phone: string) => string;

/** A subscriber's row as it is read. */
interface Row {
  shopId: string;
  id: string;
  phoneHash: string;
  phone: string | null;
  customerId: string | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  places: unknown;
  tags: string[];
  redactedAt: Date | null;
  erasedAt: Date | null;
  identityTimes: unknown;
  /** How new the store's own record of the customer was: for people from before `identityTimes` was kept. */
  storeEventAt: Date | null;
}

type Known = Omit<Row, "places"> & { places: Place[] };

/** What the newest news tell, each for itself: an older body that comes again must not rename anyone. */
const IDENTITY = ["customerId", "email", "firstName", "lastName"] as const;
const identityTimes = z.partialRecord(z.enum(IDENTITY), z.number());

const insert = statementFile(import.meta.url, "./upsert-insert.sql");
const lock = statementFile(import.meta.url, "./upsert-lock.sql");
const update = statementFile(import.meta.url, "./upsert-update.sql");

/**
 * Finds or makes the subscriber of each number and adds what the news tells: names, customer, evidence of place, and
 * with it the rules that bind texts to them. Three statements for hundreds of people; none is written whose news is
 * old. Their rows stay locked (in id order) until the transaction ends. Consent is not touched. Safe to repeat.
 */
export async function upsertSubscribers(
  tx: Sql,
  { clock, hashPhone }: Pick<Context, "clock" | "hashPhone">,
  people: KnownPerson[],
): Promise<SubscriberIdOf> {
  const hashOf = rememberHashes(hashPhone);
  const news = new Map<string, KnownPerson[]>();
  for (const person of [...people].sort((a, b) => a.seenAt.getTime() - b.seenAt.getTime())) {
    const key = keyOf(person.shopId, hashOf(person.phone));
    news.set(key, [...(news.get(key) ?? []), person]);
  }
  const ids = new Map<string, string>();
  if (news.size > 0) {
    const names = [...news.keys()].sort().map((key) => key.split(" ") as [shopId: string, phoneHash: string]);
    const shopIds = names.map(([shopId]) => shopId);
    const hashes = names.map(([, hash]) => hash);
    const now = clock.now();
    await tx.run(
      ...batch(insert, { t: { shop_id: shopIds, phone_hash: hashes, id: names.map(() => newId()) } }, [now]),
    );
    const rows = await tx.run<Row>(...batch(lock, { t: { shop_id: shopIds, phone_hash: hashes } }));
    for (const row of rows) ids.set(keyOf(row.shopId, row.phoneHash), row.id);
    await writeChanges(tx, rows, news, now);
  }
  return (shopId, phone) => {
    const id = ids.get(keyOf(shopId, hashOf(phone)));
    if (id === undefined) throw new Error("Asked for a subscriber who was not among the people.");
    return id;
  };
}

async function writeChanges(tx: Sql, rows: Row[], news: Map<string, KnownPerson[]>, now: Date): Promise<void> {
  const changed = rows.flatMap((row) => {
    const known: Known = { ...row, places: parsePlaces(row.places) };
    const merged = (news.get(keyOf(row.shopId, row.phoneHash)) ?? []).reduce(mergePerson, known);
    return merged === known ? [] : [merged];
  });
  if (changed.length === 0) return;
  const places = changed.map((row) => row.places);
  const likely = places.map(likelyPlace);
  await tx.run(
    ...batch(
      update,
      {
        t: {
          ...columnsOf(changed, {
            shop_id: (row) => row.shopId,
            id: (row) => row.id,
            phone: (row) => row.phone,
            customer_id: (row) => row.customerId,
            email: (row) => row.email,
            first_name: (row) => row.firstName,
            last_name: (row) => row.lastName,
            tags: (row) => JSON.stringify(row.tags),
            identity_news: (row) => JSON.stringify(row.identityTimes),
          }),
          places: places.map((it) => JSON.stringify(it)),
          country: likely.map((it) => it?.country ?? null),
          region: likely.map((it) => it?.region ?? null),
          time_zone: likely.map((it) => it?.timeZone ?? null),
          rule_signature: places.map(ruleSignature),
        },
      },
      [now],
    ),
  );
}

/** The row with the news in it; the same row when the news tells nothing new. */
function mergePerson(row: Known, person: KnownPerson): Known {
  if (row.erasedAt !== null && person.seenAt <= row.erasedAt) return row;
  const identity = identityIn(row, person);
  const tags = person.tags?.map(storableText) ?? row.tags;
  const places = addEvidence(row.places, evidenceOf(person));
  const isKnown =
    identity === row &&
    person.phone === row.phone &&
    row.redactedAt === null &&
    isSameList(places, row.places) &&
    isSameList(tags, row.tags);
  return isKnown ? row : { ...row, ...identity, phone: person.phone, tags, places, redactedAt: null };
}

/** Evidence that isn't replaced stays the same object. */
function isSameList<Item>(items: Item[], others: Item[]): boolean {
  return items.length === others.length && items.every((item, index) => item === others[index]);
}

/** Its time is kept with what changed alone: the same name again costs no write. */
function identityIn(row: Known, person: KnownPerson): Pick<Known, (typeof IDENTITY)[number] | "identityTimes"> {
  const newsOf = identityTimes.parse(row.identityTimes);
  const seenAt = person.seenAt.getTime();
  const changed = IDENTITY.flatMap((field) => {
    const value = cleanText(person[field]);
    const knownAt = newsOf[field] ?? row.storeEventAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    const isNew = value !== null && value !== row[field] && (row[field] === null || seenAt >= knownAt);
    return isNew ? [[field, value] as const] : [];
  });
  if (changed.length === 0) return row;
  const times = Object.fromEntries(changed.map(([field]) => [field, seenAt]));
  return { ...row, ...Object.fromEntries(changed), identityTimes: { ...newsOf, ...times } };
}

function evidenceOf({ phone, shipping, billing, ipRegion, seenAt }: KnownPerson): Place[] {
  return [
    shipping ? placeOfAddress("shipping", shipping, seenAt) : null,
    billing ? placeOfAddress("billing", billing, seenAt) : null,
    ipRegion ? placeOfAddress("ip-region", ipRegion, seenAt) : null,
    placeOfPhone(phone, seenAt),
  ].filter((place) => place !== null);
}

/** An empty field tells nothing; PostgreSQL takes no null byte. */
function cleanText(text: string | null | undefined): string | null {
  return storableText(text ?? "").trim() || null;
}

function keyOf(shopId: string, phoneHash: string): string {
  return `${shopId} ${phoneHash}`;
}
