import { z } from "zod";
import { existsCondition } from "#domain/segments/condition";
import { ruleType, words } from "./rule-type.ts";

/** Was put on a list. */
export const list = ruleType({
  label: "List",
  group: "Flows and lists",
  schema: z.object({ type: z.literal("list"), id: z.uuid(), name: words }),
  blank: { type: "list" },
  fields: [{ name: "id", label: "List", kind: "one-of", suggest: "lists" }],
  phrase: ({ name }, isNegated) => ({ kind: "are", text: `${isNegated ? "not " : ""}on the list “${name}”` }),
  compile: ({ id }, asking) =>
    existsCondition(
      `list_members l WHERE l.shop_id = $1 AND l.list_id = ${asking.value(id, "uuid")} AND l.subscriber_id = s.id`,
    ),
});
