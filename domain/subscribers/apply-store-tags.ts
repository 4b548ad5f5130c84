import { z } from "zod";
import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { MOST_TAGS } from "./change-tag.ts";

/** What a store told of the tags of one of its customers. */
export type TagEvent = { shopId: string; subscriberId: string; at: Date } & (
  | { added: string[]; removed: string[] }
  /** All that the customer has. */
  | { all: string[] }
);

/** A tag that a person did not have before. */
export interface AddedTag {
  shopId: string;
  subscriberId: string;
  tag: string;
  at: Date;
}

interface Row {
  shopId: string;
  id: string;
  tags: string[];
  storeTags: string[];
  storeTagsAt: Date | null;
  news: unknown;
}

/** The newest news of each tag since the last full list: when it was told, and whether the customer has it since. */
const tagEvents = z.record(z.string(), z.object({ at: z.number(), has: z.boolean() }));
type EventByTag = z.infer<typeof tagEvents>;

const lock = statement(
  "lock-store-tags",
  `SELECT s.shop_id AS "shopId", s.id, s.tags, s.store_tags AS "storeTags", s.store_tags_at AS "storeTagsAt", s.store_tag_news AS news
   FROM subscribers s
   JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS u(shop_id, id)) t ON s.shop_id = t.shop_id AND s.id = t.id
   WHERE s.redacted_at IS NULL
   ORDER BY s.shop_id, s.id FOR NO KEY UPDATE OF s`,
);

const write = statement(
  "write-store-tags",
  `UPDATE subscribers s
   SET tags = ARRAY(SELECT jsonb_array_elements_text(t.tags)), store_tags = ARRAY(SELECT jsonb_array_elements_text(t.store_tags)),
       store_tags_at = t.at, store_tag_news = t.news, updated_at = $7
   FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::jsonb[], $5::timestamptz[], $6::jsonb[]) AS t(shop_id, id, tags, store_tags, at, news)
   WHERE s.shop_id = t.shop_id AND s.id = t.id`,
);

/**
 * Applies what stores told of their customers' tags. Tags that were added here stay. Of each tag the newest news count, in
 * whatever order they come; a full list counts for all tags of which nothing newer was told. Safe to repeat. Returns the
 * tags that people did not have before.
 */
export async function applyStoreTags(
  tx: Sql,
  { clock, log }: Pick<Context, "clock" | "log">,
  news: TagEvent[],
): Promise<AddedTag[]> {
  if (news.length === 0) return [];
  const rows = await tx.run<Row>(
    ...batch(lock, { u: columnsOf(news, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }) }),
  );
  const newsOf = Map.groupBy(news, (it) => `${it.shopId} ${it.subscriberId}`);
  const added: AddedTag[] = [];
  const changed = rows.flatMap((row) => {
    const before = stateOf(row);
    let after = before;
    for (const it of newsOf.get(`${row.shopId} ${row.id}`) ?? []) {
      const next = withEvent(after, it);
      added.push(...addedTags(row, after, next, it));
      after = next;
    }
    return after === before ? [] : [{ ...row, ...after }];
  });
  if (changed.length === 0) return [];
  const cut = changed.filter(({ tags }) => tags.length >= MOST_TAGS).map(({ id }) => id);
  if (cut.length > 0)
    log.warn(
      { people: cut.slice(0, 10), count: cut.length, most: MOST_TAGS },
      "some people have reached the tag limit: further tags are skipped",
    );
  await tx.run(
    ...batch(
      write,
      {
        t: columnsOf(changed, {
          shop_id: (row) => row.shopId,
          id: (row) => row.id,
          tags: (row) => JSON.stringify(row.tags),
          store_tags: (row) => JSON.stringify(row.storeTags),
          at: (row) => row.storeTagsAt,
          news: (row) => JSON.stringify(row.news),
        }),
      },
      [clock.now()],
    ),
  );
  return added;
}

/**
 * What one piece of news added. The first full list of a customer adds nothing: its tags may be years old. Nor do tags that
 * the person had here before the store told of them.
 */
function addedTags(
  { shopId, id: subscriberId }: Row,
  before: TagState,
  after: TagState,
  { at, ...news }: TagEvent,
): AddedTag[] {
  if (after === before || ("all" in news && before.storeTagsAt === null)) return [];
  const had = new Set(before.tags);
  return after.tags.filter((tag) => !had.has(tag)).map((tag) => ({ shopId, subscriberId, tag, at }));
}

type TagState = Pick<Row, "tags" | "storeTags" | "storeTagsAt"> & { news: EventByTag };

function stateOf({ tags, storeTags, storeTagsAt, news }: Row): TagState {
  return { tags, storeTags, storeTagsAt, news: tagEvents.parse(news) };
}

function withEvent(state: TagState, news: TagEvent): TagState {
  return "all" in news ? withAll(state, news.all, news.at) : withChanges(state, news);
}

function withAll(state: TagState, all: string[], at: Date): TagState {
  if (state.storeTagsAt !== null && state.storeTagsAt >= at) return state;
  const newer = Object.entries(state.news).filter(([, it]) => it.at > at.getTime());
  const listed = all.map(storableText);
  const kept = listed.filter((tag) => newer.every(([other, { has }]) => other !== tag || has));
  const added = newer.filter(([, { has }]) => has).map(([tag]) => tag);
  return { ...withStoreTags(state, [...kept, ...added]), storeTagsAt: at, news: Object.fromEntries(newer) };
}

function withChanges(
  state: TagState,
  { added, removed, at }: { added: string[]; removed: string[]; at: Date },
): TagState {
  if (state.storeTagsAt !== null && state.storeTagsAt >= at) return state;
  const time = at.getTime();
  const changes = [...added.map((tag) => [tag, true] as const), ...removed.map((tag) => [tag, false] as const)];
  const fresh = changes
    .map(([tag, has]) => [storableText(tag), has] as const)
    .filter(([tag]) => (Object.hasOwn(state.news, tag) ? (state.news[tag]?.at ?? 0) : 0) < time);
  if (fresh.length === 0) return state;
  const taken = new Set(fresh.filter(([, has]) => !has).map(([tag]) => tag));
  const kept = state.storeTags.filter((tag) => !taken.has(tag));
  const news = { ...state.news, ...Object.fromEntries(fresh.map(([tag, has]) => [tag, { at: time, has }])) };
  return { ...withStoreTags(state, [...kept, ...fresh.filter(([, has]) => has).map(([tag]) => tag)], taken), news };
}

/** The store's tags replaced. One that was also added here goes with the store's, as the store has the last word on it. */
function withStoreTags(state: TagState, storeTags: string[], taken: ReadonlySet<string> = new Set()): TagState {
  const own = state.tags.filter((tag) => !state.storeTags.includes(tag) && !taken.has(tag));
  const given = [...new Set(storeTags)].slice(0, MOST_TAGS);
  return {
    ...state,
    tags: [...new Set([...own, ...given])].slice(0, Math.max(MOST_TAGS, own.length)),
    storeTags: given,
  };
}
