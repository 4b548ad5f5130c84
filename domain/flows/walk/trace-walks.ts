import { continueForPerson, personTrace } from "#domain/subscribers/person-trace";
import type { Moved } from "./take-steps.ts";

/** Continues the traces that began these walks, or that have led to their people. Their texts and requests belong to them. */
export function traceWalks(moved: Moved[]): void {
  for (const { facts } of moved) {
    const parent = facts.traceparent ?? personTrace(facts);
    if (parent === null) continue;
    const attributes = { "cartbell.shop": facts.shopId, "cartbell.flow": facts.flowId, "cartbell.walk": facts.id };
    continueForPerson(facts, parent, "walk flow", { attributes });
  }
}
