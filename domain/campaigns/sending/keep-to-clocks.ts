import { type LocalClock, localInstant } from "#domain/campaigns/drafts/local-time";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type CampaignHours, type ChunkWindow, chunkWindows } from "./chunk-window.ts";

interface Person extends LocalClock {
  id: string;
}

const readClocks = statement(
  "clocks-of-people",
  `SELECT id, time_zone AS zone, rule_signature AS signature FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[])`,
);

const writeChunk = statement(
  "chunk-by-other-clock",
  `INSERT INTO campaign_chunks (shop_id, id, campaign_id, sender_id, rule_signature, time_zone, due_at, closes_at, subscriber_ids)
   SELECT shop_id, $3, id, sender_id, $4, $5, $6, $7, $8::uuid[] FROM campaigns WHERE shop_id = $1 AND id = $2`,
);

/**
 * Of the people just taken off a chunk, those whose turn it is by the clock that they live by now. People who moved west
 * since the audience was counted goes to a chunk of that clock, in the same transaction. A campaign without local time
 * keeps all of them and asks nothing; so does one whose deadline has passed.
 */
export async function keepToClocks(
  tx: Sql,
  shopId: string,
  campaign: CampaignHours & { id: string },
  { subscriberIds }: { subscriberIds: string[] },
  now: Date,
): Promise<string[]> {
  const { localTime, expiresAt } = campaign;
  if (localTime === null || now >= expiresAt) return subscriberIds;
  const people = await tx.run<Person>(readClocks, [shopId, subscriberIds]);
  const early = people.filter((person) => localInstant(localTime, person) > now);
  if (early.length === 0) return subscriberIds;
  const windowOf = chunkWindows(campaign, now);
  for (const group of Object.values(Object.groupBy(early, ({ zone, signature }) => `${signature} ${zone}`)))
    if (group?.[0]) await moveTo(tx, shopId, campaign.id, group[0], windowOf(group[0]), group);
  const isEarly = new Set(early.map(({ id }) => id));
  return subscriberIds.filter((id) => !isEarly.has(id));
}

async function moveTo(
  tx: Sql,
  shopId: string,
  campaignId: string,
  { signature, zone }: LocalClock,
  { dueAt, closesAt }: ChunkWindow,
  people: Person[],
): Promise<void> {
  const ids = people.map(({ id }) => id);
  await tx.run(writeChunk, [shopId, campaignId, newId(), signature, zone, dueAt, closesAt, ids]);
}
