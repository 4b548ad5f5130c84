import { z } from "zod";
import { defineTrigger } from "#domain/flows/triggers/trigger-type";
import { lookedDays, lookedDaysField, variantProperties, variantTags } from "./about-variants.ts";

const HOUR_MS = 3_600_000;

const settings = z.object({ lookedDays });
export type BackInStockSettings = z.infer<typeof settings>;

/** The store tells that a product has changed, and is asked what (domain/products). Who enters is worked out in sets. */
export const backInStock = defineTrigger({
  title: "Back in stock",
  describe: "A product is available again, for people who asked to be notified or viewed it.",
  purposes: ["marketing"],
  settings,
  fields: [lookedDaysField],
  exitsOnOrder: true,
  needsOffer: "in-stock",
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "event",
  // The change and the person. Who was told isn't told again until they ask or look again
  // (domain/flows/sets/people-of-change.sql).
  reentry: { allowed: ["once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  properties: variantProperties,
  mergeTags: variantTags,
});
