import type { Context } from "#domain/context";
import { asOf } from "#domain/segments/as-of";
import { compileRules } from "#domain/segments/compile";
import { findSegment } from "#domain/segments/find";
import type { PeopleCondition } from "#domain/subscribers/found";

/** Those who belong to a segment at this moment, and its name; null when the shop has no such segment. */
export async function peopleOfSegment(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  segmentId: string,
): Promise<{ name: string; people: PeopleCondition } | null> {
  const segment = await findSegment(db, shopId, segmentId);
  if (segment === null) return null;
  return { name: segment.name, people: compileRules(segment.rules, await asOf(db, shopId, clock.now())) };
}
