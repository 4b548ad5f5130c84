import { entryRules } from "#domain/flows/definition/entry-rules";
import { membersAmong } from "#domain/segments/members-among";
import { parseRules, problemsOf, type Rules } from "#domain/segments/tree";
import type { Sql } from "#platform/sql/db";
import type { Enrolling } from "./enrolling.ts";

interface Question {
  shopId: string;
  rules: Rules;
  subscriberIds: Set<string>;
}

/**
 * Leaves out those who don't match their flow's rules about people, as of now: one query for each shop and distinct rules. A
 * flow with rules that this release can't read lets no one in. Asks nothing when no flow has rules.
 */
export async function matchingPeople(tx: Sql, enrolling: Enrolling[], now: Date): Promise<Enrolling[]> {
  const questions = new Map<string, Question>();
  const asked = enrolling.map((it) => {
    const people = entryRules(it.flow.version.document.trigger).filter?.people ?? null;
    return { it, key: people === null ? null : keyOf(questions, it, people) };
  });
  if (asked.every(({ key }) => key === null)) return enrolling;
  const matching = new Map<string, Set<string>>();
  for (const [key, { shopId, rules, subscriberIds }] of questions)
    matching.set(key, await membersAmong(tx, shopId, rules, [...subscriberIds], now));
  return asked
    .filter(({ it, key }) => key === null || matching.get(key)?.has(it.news.subscriberId))
    .map(({ it }) => it);
}

function keyOf(questions: Map<string, Question>, { flow, news }: Enrolling, people: unknown): string {
  const key = `${flow.shopId} ${JSON.stringify(people)}`;
  const question = questions.get(key);
  if (question) question.subscriberIds.add(news.subscriberId);
  else if (problemsOf(people).length === 0)
    questions.set(key, {
      shopId: flow.shopId,
      rules: parseRules(people),
      subscriberIds: new Set([news.subscriberId]),
    });
  return key;
}
