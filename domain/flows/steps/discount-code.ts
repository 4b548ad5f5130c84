import { z } from "zod";
import { discountTerms, problemsOfTerms } from "#domain/discounts/terms";
import { describeTerms } from "#domain/discounts/title-of";
import { problemsIn } from "#domain/flows/definition/problem";
import { variablesIn } from "./learned.ts";
import { stepType } from "./step-type.ts";

export const LONGEST_CODE_WAIT_MINUTES = 24 * 60;

export const discountCodeConfig = z.object({
  terms: discountTerms,
  /** How long people wait when the store has no code ready. Then they go on without one. */
  waitMinutes: z.number().int().min(0).max(LONGEST_CODE_WAIT_MINUTES).default(60),
});
export type DiscountCodeConfig = z.output<typeof discountCodeConfig>;

/** A single-use code of the person's own, made in the store ahead (domain/discounts). */
export const discountCode = stepType<DiscountCodeConfig>({
  title: "Create a discount code",
  group: "do",
  initial: { terms: { kind: "percentage", value: 10, minimumMicros: 0, prefix: "" }, waitMinutes: 60 },
  config: discountCodeConfig,
  describe: ({ terms }) => `Create a code for ${describeTerms(terms, null)}`,
  problems: ({ terms }, { purpose }) => [
    ...problemsIn("terms", problemsOfTerms(terms)),
    ...problemsIn(
      "step",
      purpose === "transactional" ? ["Order texts can’t include promotions. Remove this step."] : [],
    ),
  ],
  asks: ({ waitMinutes }) => ({ untilMs: waitMinutes * 60_000 }),
  provides: () => [
    { name: "discount.code", label: "Discount code", sample: "SAVE-7K3M9QXA2B", longest: 23, isPlain: true },
    {
      name: "discount.link",
      label: "Link that applies the code",
      sample: "https://your-store.example/discount/SAVE-7K3M9QXA2B",
      longest: 150,
      isPlain: true,
    },
  ],
  variables: (_, memory) => variablesIn(memory),
});
