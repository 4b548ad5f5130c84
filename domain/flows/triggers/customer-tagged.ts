import { z } from "zod";
import { problemsIn } from "#domain/flows/definition/problem";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

/** As the store compares tags. */
function sameTag(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

export const customerTagged = defineTrigger({
  title: "Customer tagged",
  describe: "A tag is added to a customer: in the store, here, or by another flow.",
  group: "person",
  // A tag is the store's own note about a customer, so no text about it is about an order.
  purposes: ["marketing"],
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  mergeTags: [...everyFlowsTags, { name: "tag.name", label: "The tag", sample: "vip" }],
  properties: [{ name: "tag", title: "Tag", type: "text" }],
  fields: [{ name: "tag", label: "Tag", kind: "text", most: 255 }],
  settings: z.object({ tag: z.string().max(255).default("") }),
  settingsProblems: ({ tag }) => problemsIn("tag", tag.trim() === "" ? ["Enter the tag that starts this flow."] : []),
  sampleProperties: ({ tag }) => ({ tag }),
  accepts: ({ tag }, { tag: added }) => typeof added === "string" && sameTag(tag, added),
  reentry: { allowed: ["once", "always", "after-days"], usual: { kind: "once" } },
});
