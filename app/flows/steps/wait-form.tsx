import { BlockStack, FormLayout, InlineError, Select, Text, TextField } from "@shopify/polaris";
import { ClockIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { LONGEST_WAIT_MINUTES } from "#domain/flows/steps/wait";
import { type StepFormProps, stepForm } from "./step-form.ts";

const UNITS = [
  { value: "1", label: "Minutes" },
  { value: "60", label: "Hours" },
  { value: "1440", label: "Days" },
];

const LONGEST_DAYS = LONGEST_WAIT_MINUTES / 1440;

export const waitForm = stepForm(ClockIcon, WaitForm);

/** An amount and its unit. What cannot be read is a wait of nothing, which the domain names as something to mend. */
function WaitForm({ config, onChange, problems, around }: StepFormProps<{ minutes: number }>) {
  const [unit, setUnit] = useState(() => largestUnit(config.minutes));
  const [amount, setAmount] = useState(() => String(config.minutes / unit));
  const isTooLong = Number(amount) * unit > LONGEST_WAIT_MINUTES;

  function choose(newAmount: string, newUnit: number): void {
    setAmount(newAmount);
    setUnit(newUnit);
    onChange({ minutes: minutesOf(newAmount, newUnit) });
  }

  return (
    <BlockStack gap="300">
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label="Amount"
            type="number"
            inputMode="numeric"
            min={0}
            value={amount}
            onChange={(value) => choose(value, unit)}
            autoComplete="off"
            error={problems.length > 0}
          />
          <Select
            label="Unit"
            options={UNITS}
            value={String(unit)}
            onChange={(value) => choose(amount, Number(value))}
          />
        </FormLayout.Group>
      </FormLayout>
      {problems.map((problem) => (
        <InlineError key={problem} fieldID="wait" message={problem} />
      ))}
      {isTooLong && (
        <Text as="p" tone="caution">
          {`Waits are limited to ${LONGEST_DAYS} days, so this wait is set to ${LONGEST_DAYS} days.`}
        </Text>
      )}
      {around.trigger.restartsFirstWait && (
        <Text as="p" tone="subdued" variant="bodySm">
          The first wait restarts when a shopper changes their cart.
        </Text>
      )}
    </BlockStack>
  );
}

function minutesOf(amount: string, unit: number): number {
  const minutes = Math.round(Number(amount) * unit);
  return Number.isFinite(minutes) && minutes > 0 ? Math.min(minutes, LONGEST_WAIT_MINUTES) : 0;
}

function largestUnit(minutes: number): number {
  return [1440, 60].find((unit) => minutes > 0 && minutes % unit === 0) ?? 1;
}
