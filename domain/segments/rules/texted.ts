import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { describePeriod } from "#domain/segments/period";
import { isWithinBounds } from "./compare.ts";
import { ruleType } from "./rule-type.ts";

/** What the frequency cap keeps of a person's marketing texts goes back thirty-one days from the last. */
const MOST_DAYS = 30;
const MOST_TEXTS = 1_000;

/**
 * Got at least so many marketing texts in the last days, and, when the rule says so, has not clicked since the first of
 * them. Read from what the frequency cap keeps, so that sending a text writes nothing more for it.
 */
export const texted = ruleType({
  label: "Recently texted",
  group: "Texts",
  schema: z.object({
    type: z.literal("texted"),
    atLeast: z.int().min(1).max(MOST_TEXTS),
    days: z.int().min(1).max(MOST_DAYS),
    withoutClick: z.boolean().default(false),
  }),
  blank: { type: "texted", atLeast: 3, days: MOST_DAYS, withoutClick: true },
  fields: [
    { name: "atLeast", label: "Texts, at least", kind: "whole-number", least: 1, most: MOST_TEXTS },
    { name: "days", label: "In the last days", kind: "whole-number", least: 1, most: MOST_DAYS },
    {
      name: "withoutClick",
      label: "Counting",
      kind: "choice",
      choices: [
        { value: "false", label: "all texts" },
        { value: "true", label: "texts since their last click" },
      ],
    },
  ],
  phrase: ({ atLeast, days, withoutClick }, isNegated) => ({
    kind: "who",
    text: `${isNegated ? "did not get" : "got"} at least ${atLeast === 1 ? "one text" : `${atLeast.toLocaleString("en-US")} texts`}${withoutClick ? " without a click" : ""} ${describePeriod({ kind: "last", days })}`,
  }),
  compile: ({ atLeast, days, withoutClick }, asking) => {
    const recent = isWithinBounds("t.at", asking.bounds({ kind: "last", days }), asking);
    const since = `(SELECT f.last_click_at FROM subscriber_facts f WHERE f.shop_id = $1 AND f.subscriber_id = r.subscriber_id)`;
    const unclicked = withoutClick ? ` AND t.at > coalesce(${since}, '-infinity')` : "";
    return existsCondition(`recipient_caps r WHERE r.shop_id = $1 AND r.subscriber_id = s.id
      AND (SELECT count(*) FROM unnest(r.marketing_at) AS t(at) WHERE ${recent}${unclicked}) >= ${asking.value(atLeast, "int8")}`);
  },
});
