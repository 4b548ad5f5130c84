import { BlockStack, FormLayout, Select, TextField } from "@shopify/polaris";
import { DiscountIcon } from "@shopify/polaris-icons";
import type { DiscountTerms } from "#domain/discounts/terms";
import { type DiscountCodeConfig, LONGEST_CODE_WAIT_MINUTES } from "#domain/flows/steps/discount-code";
import { useShop } from "../../ui/shop.tsx";
import { NumberField } from "../number-field.tsx";
import { WholeNumberField } from "../whole-number-field.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const discountCodeForm = stepForm(DiscountIcon, DiscountCodeForm);

const KINDS = [
  { value: "percentage", label: "Percentage" },
  { value: "amount", label: "Fixed amount" },
];
const MILLION = 1_000_000;

/** What the code takes off, and how long people wait for one. */
function DiscountCodeForm({ config, onChange, problems }: StepFormProps<DiscountCodeConfig>) {
  const { currency } = useShop();
  const { terms, waitMinutes } = config;
  const set = (part: Partial<DiscountTerms>) => onChange({ ...config, terms: { ...terms, ...part } });
  const isAmount = terms.kind === "amount";
  return (
    <BlockStack gap="400">
      <FormLayout>
        <Select
          label="Discount"
          options={KINDS}
          value={terms.kind}
          onChange={(kind) => set(kind === "amount" ? { kind: "amount", value: 0 } : { kind: "percentage", value: 10 })}
        />
        <NumberField
          key={terms.kind}
          label={isAmount ? "Amount off" : "Percentage off"}
          suffix={isAmount ? currency : "%"}
          value={isAmount ? terms.value / MILLION : terms.value}
          onChange={(value) => set({ value: whole(isAmount ? value * MILLION : value) })}
        />
        <NumberField
          label="Minimum purchase"
          suffix={currency}
          value={terms.minimumMicros / MILLION}
          onChange={(value) => set({ minimumMicros: whole(value * MILLION) })}
        />
        <TextField
          label="Code prefix"
          value={terms.prefix}
          maxLength={12}
          onChange={(prefix) => set({ prefix })}
          autoComplete="off"
          helpText="Optional. SAVE makes codes such as SAVE-7K3M9QXA2B. Each code works once."
        />
        <WholeNumberField
          label="If no code is ready, wait at most"
          suffix="minutes"
          value={waitMinutes}
          least={0}
          most={LONGEST_CODE_WAIT_MINUTES}
          onChange={(minutes) => onChange({ ...config, waitMinutes: minutes })}
          helpText="Then people continue without a code. Codes are usually ready: we create them in your store ahead."
        />
      </FormLayout>
      <ProblemList problems={problems} fieldId="discount-code" />
    </BlockStack>
  );
}

/** No greater than what is exact. */
function whole(value: number): number {
  return Math.min(Math.round(value), Number.MAX_SAFE_INTEGER);
}
