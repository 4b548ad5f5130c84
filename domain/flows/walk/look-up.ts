import type { Version } from "#domain/flows/publishing/versions";
import type { SinceStart } from "#domain/flows/steps/walk-facts";
import { membersAmong } from "#domain/segments/members-among";
import type { Rules } from "#domain/segments/tree";
import { propertiesOf } from "#domain/subscribers/properties/read";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import type { EnrollmentFacts, LookedUp } from "./facts.ts";
import { readsFrom } from "./reads.ts";

const readSince = statementFile(import.meta.url, "./read-since.sql");

const NOTHING: SinceStart = { ordered: null, clicked: null, replied: null, reply: null };

interface Asking {
  facts: EnrollmentFacts;
  since: boolean;
  people: Rules[];
  properties: string[];
}

/**
 * Reads, by enrollment, what the steps before their next wait ask about people beyond the facts of each: one question for all
 * that ask the same. Nothing is read when no step asks.
 */
export async function lookUp(
  tx: Sql,
  facts: EnrollmentFacts[],
  versions: Map<string, Version>,
  now: Date,
): Promise<Map<string, LookedUp>> {
  const asking = facts.flatMap((it): Asking[] => {
    const version = versions.get(it.versionId);
    const reads = version && readsFrom(version.paths, it.stepId);
    return reads && (reads.since || reads.people.length + reads.properties.length > 0) ? [{ facts: it, ...reads }] : [];
  });
  if (asking.length === 0) return new Map();
  const since = await sinceStarts(
    tx,
    asking.filter((it) => it.since).map((it) => it.facts),
  );
  const members = await membersOf(tx, asking, now);
  const properties = await propertiesBy(
    tx,
    asking.filter((it) => it.properties.length > 0),
  );
  return new Map(
    asking.map(({ facts: { shopId, id, subscriberId } }) => [
      id,
      {
        since: since.get(id) ?? NOTHING,
        properties: properties.get(subscriberId) ?? {},
        matches: (rules) => members.get(keyOf(shopId, rules))?.has(subscriberId) ?? false,
      },
    ]),
  );
}

async function sinceStarts(tx: Sql, facts: EnrollmentFacts[]): Promise<Map<string, SinceStart>> {
  if (facts.length === 0) return new Map();
  const rows = await tx.run<SinceStart & { id: string }>(
    ...batch(readSince, { t: columnsOf(facts, { shop_id: (it) => it.shopId, id: (it) => it.id }) }),
  );
  return new Map(rows.map(({ id, ...since }) => [id, since]));
}

/** By person; a subscriber's id is one shop's. */
async function propertiesBy(tx: Sql, asking: Asking[]): Promise<Map<string, LookedUp["properties"]>> {
  const properties = new Map<string, LookedUp["properties"]>();
  for (const [shopId, group] of Map.groupBy(asking, (it) => it.facts.shopId)) {
    const found = await propertiesOf(
      tx,
      shopId,
      group.map((it) => it.facts.subscriberId),
    );
    for (const [id, those] of found) properties.set(id, Object.fromEntries(those.map((it) => [it.name, it.value])));
  }
  return properties;
}

/** By shop and rules: the people among those who ask who belong. */
async function membersOf(tx: Sql, asking: Asking[], now: Date): Promise<Map<string, Set<string>>> {
  const questions = new Map<string, { shopId: string; rules: Rules; ids: Set<string> }>();
  for (const { facts, people } of asking)
    for (const rules of people) {
      const key = keyOf(facts.shopId, rules);
      const question = questions.get(key) ?? { shopId: facts.shopId, rules, ids: new Set() };
      question.ids.add(facts.subscriberId);
      questions.set(key, question);
    }
  const members = new Map<string, Set<string>>();
  for (const [key, { shopId, rules, ids }] of questions)
    members.set(key, await membersAmong(tx, shopId, rules, [...ids], now));
  return members;
}

function keyOf(shopId: string, rules: Rules): string {
  return `${shopId} ${JSON.stringify(rules)}`;
}
