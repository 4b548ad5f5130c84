import { defineTrigger, everyFlowsTags, storeLink } from "./trigger-type.ts";

const HOUR_MS = 3_600_000;

export const subscribed = defineTrigger({
  title: "Subscribed",
  describe: "A person opts in to marketing texts, in the store, on a form or by text. Imported people don’t enter.",
  group: "person",
  purposes: ["marketing"],
  // A welcome a day late is useless. A wait that the merchant chose isn't lateness.
  textsExpireAfterMs: 24 * HOUR_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "after-days", "always"], usual: { kind: "once" } },
  canLoop: false,
  mergeTags: [...everyFlowsTags, storeLink],
  properties: [{ name: "source", title: "Source of consent", type: "text" }],
});
