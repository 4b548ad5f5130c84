import type { Context } from "#domain/context";
import type { PeopleCondition } from "#domain/subscribers/found";
import {
  FIRST_OWN_PLACE,
  type ListedSubscriber,
  type SubscriberPage,
  type SubscriberQuery,
  subscriberPage,
} from "#domain/subscribers/list";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { asOf } from "./as-of.ts";
import { readBounded } from "./bounded-read.ts";
import { compileRules } from "./compile.ts";
import { findSegment } from "./find.ts";
import { upToDate } from "./replica.ts";

export interface PeopleQuery extends SubscriberQuery {
  /** Id of a segment; one that the shop does not have filters nothing. */
  segment?: string | null;
}

export interface PeoplePage extends SubscriberPage {
  /** Of the segment that was asked for; null when none was, or it is gone. */
  segmentName: string | null;
  /** Looking for them took too long: the page is empty, although there may be people. */
  isTooSlow: boolean;
}

export interface ListOptions {
  /** Whose numbers are meant where no country code is typed (ISO 3166-1 alpha-2). */
  country?: string | null;
  /** Real milliseconds after which no one is looked for any more: among millions a few may be far apart. */
  timeoutMs?: number;
}

type ListContext = Pick<Context, "db" | "clock" | "replica" | "hashPhone">;

/**
 * A page of the shop's subscribers, newest first, on the replica when there is one that has caught up: those whom the filters
 * leave, and who belong to the segment at this moment. Erased ones are not among them. A whole number is found by its hash,
 * however many they are. A cursor that is none is ignored.
 */
export async function listPeople(
  ctx: ListContext,
  shopId: string,
  query: PeopleQuery = {},
  { country = null, timeoutMs = 5_000 }: ListOptions = {},
): Promise<PeoplePage> {
  const segment = query.segment ? await findSegment(ctx.db, shopId, query.segment) : null;
  const phone = toPhoneNumber(query.search ?? "", country);
  const inSegment =
    segment && compileRules(segment.rules, await asOf(ctx.db, shopId, ctx.clock.now()), FIRST_OWN_PLACE);
  const among = phone ? withNumber(inSegment, ctx.hashPhone(phone)) : inSegment;
  const { statement, values, pageOf } = subscriberPage(shopId, phone ? { ...query, search: "" } : query, among);
  // What was changed a moment ago, a tag say, is to be seen.
  const listed = await readBounded<ListedSubscriber>({ db: await upToDate(ctx) }, statement, values, { timeoutMs });
  const isTooSlow = listed.kind !== "read";
  return { ...pageOf(isTooSlow ? [] : listed.rows), segmentName: segment?.name ?? null, isTooSlow };
}

function withNumber(among: PeopleCondition | null, phoneHash: string): PeopleCondition {
  const { sql, values } = among ?? { sql: "true", values: [] };
  return { sql: `s.phone_hash = $${FIRST_OWN_PLACE + values.length} AND (${sql})`, values: [...values, phoneHash] };
}
