import { z } from "zod";
import { defineTrigger, everyFlowsTags } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

const settings = z.object({ days: z.number().int().min(1).max(730).default(60) });

export type NoOrderForSettings = z.infer<typeof settings>;

/** Win-back. */
export const noOrderFor = defineTrigger<NoOrderForSettings>({
  title: "No order for a while",
  describe: "A customer’s last order was a number of days ago. After another order, they can enter again.",
  group: "time",
  purposes: ["marketing"],
  settings,
  fields: [{ name: "days", label: "Days without an order", kind: "whole-number", least: 1, most: 730 }],
  exitsOnOrder: true,
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  canLoop: false,
  mergeTags: everyFlowsTags,
});
