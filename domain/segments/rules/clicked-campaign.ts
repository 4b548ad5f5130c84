import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { ruleType, words } from "./rule-type.ts";

/** Tapped the link of one campaign's text. */
export const clickedCampaign = ruleType({
  label: "Clicked in a campaign",
  group: "Texts",
  schema: z.object({ type: z.literal("clicked-campaign"), id: z.uuid(), name: words }),
  blank: { type: "clicked-campaign" },
  fields: [{ name: "id", label: "Campaign", kind: "one-of", suggest: "campaigns" }],
  phrase: ({ name }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "have not clicked" : "clicked"} in the campaign “${name}”`,
  }),
  compile: ({ id }, asking) =>
    existsCondition(`campaigns k
      JOIN messages m ON m.shop_id = k.shop_id AND m.month = k.month AND m.source_id = k.id
      JOIN clicks c ON c.shop_id = m.shop_id AND c.message_id = m.id AND c.counted
      WHERE k.shop_id = $1 AND k.id = ${asking.value(id, "uuid")} AND m.subscriber_id = s.id`),
});
