import { BlockStack, InlineError, Select, TextField } from "@shopify/polaris";
import { QuestionCircleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Condition } from "#domain/flows/steps/condition";
import { useShop } from "../../ui/shop.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const branchForm = stepForm(QuestionCircleIcon, BranchForm);

const questions: Record<Condition["kind"], { label: string; begin: Condition }> = {
  "ordered-since-start": { label: "they ordered since the flow started", begin: { kind: "ordered-since-start" } },
  "total-at-least": { label: "the total is at least…", begin: { kind: "total-at-least", micros: 0 } },
  "first-order": { label: "they had never ordered before", begin: { kind: "first-order" } },
};

const kinds = Object.entries(questions).map(([value, { label }]) => ({ value, label }));

/** Which question parts the two paths. */
function BranchForm({ config, onChange, problems }: StepFormProps<{ condition: Condition }>) {
  const { condition } = config;
  return (
    <BlockStack gap="300">
      <Select
        label="If"
        options={kinds}
        value={condition.kind}
        onChange={(kind) => onChange({ condition: questions[kind as Condition["kind"]].begin })} // the options' own values
      />
      {condition.kind === "total-at-least" && (
        <Amount micros={condition.micros} onChange={(micros) => onChange({ condition: { ...condition, micros } })} />
      )}
      {problems.map((problem) => (
        <InlineError key={problem} fieldID="condition" message={problem} />
      ))}
    </BlockStack>
  );
}

function Amount({ micros, onChange }: { micros: number; onChange: (micros: number) => void }) {
  const { currency } = useShop();
  const [amount, setAmount] = useState(micros === 0 ? "" : String(micros / 1_000_000));
  return (
    <TextField
      label="Amount"
      type="number"
      inputMode="decimal"
      min={0}
      suffix={currency}
      value={amount}
      onChange={(value) => {
        setAmount(value);
        onChange(Math.max(0, Math.round(Number(value) * 1_000_000) || 0));
      }}
      autoComplete="off"
    />
  );
}
