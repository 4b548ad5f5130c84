import { z } from "zod";
import { orderTags } from "#domain/flows/triggers/orders/about-orders";
import { defineTrigger } from "./trigger-type.ts";

const DAY_MS = 86_400_000;

const settings = z.object({
  days: z.number().int().min(1).max(730).default(30),
  /** 1: the first order. Null: each order. */
  nth: z.number().int().min(1).max(1_000).nullable().default(1),
  /** Another order ends it, and keeps the person from entering. */
  leavesOnOrder: z.boolean().default(true),
});

export type AfterNthOrderSettings = z.infer<typeof settings>;

/** Replenishment, a review request. */
export const afterNthOrder = defineTrigger<AfterNthOrderSettings>({
  title: "Days after an order",
  describe: "A number of days after a customer’s first, second or any order. Canceled orders don’t count.",
  group: "time",
  about: "order",
  purposes: ["marketing"],
  settings,
  fields: [
    { name: "days", label: "Days after the order", kind: "whole-number", least: 1, most: 730 },
    {
      name: "nth",
      label: "Which order",
      kind: "choice",
      choices: [
        { value: null, label: "Every order" },
        ...["First", "Second", "Third", "Fourth", "Fifth"].map((it, index) => ({
          value: index + 1,
          label: `${it} order`,
        })),
        { value: 10, label: "Tenth order" },
      ],
    },
    { name: "leavesOnOrder", label: "People leave when they order again", kind: "yes-no" },
  ],
  exitsOnOrder: true,
  staysOnOrder: ({ leavesOnOrder }) => !leavesOnOrder,
  textsExpireAfterMs: 3 * DAY_MS,
  deadlineFrom: "turn",
  reentry: { allowed: ["once", "once-per-subject", "after-days"], usual: { kind: "once-per-subject" } },
  canLoop: false,
  mergeTags: orderTags,
});
