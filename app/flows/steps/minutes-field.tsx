import { FormLayout, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { LONGEST_WAIT_MINUTES } from "#domain/flows/steps/wait";

const UNITS = [
  { value: "1", label: "Minutes" },
  { value: "60", label: "Hours" },
  { value: "1440", label: "Days" },
];

export interface MinutesFieldProps {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
  hasError?: boolean;
}

/** A length of time as an amount and a unit. What can't be read is 0. */
export function MinutesField({ label, minutes, onChange, hasError = false }: MinutesFieldProps) {
  const [unit, setUnit] = useState(() => largestUnit(minutes));
  const [amount, setAmount] = useState(() => String(minutes / unit));
  function choose(newAmount: string, newUnit: number): void {
    setAmount(newAmount);
    setUnit(newUnit);
    onChange(minutesOf(newAmount, newUnit));
  }
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={label}
          type="number"
          inputMode="numeric"
          min={0}
          value={amount}
          onChange={(typed) => choose(typed, unit)}
          autoComplete="off"
          error={errorIn(amount) ?? hasError}
        />
        <Select label="Unit" options={UNITS} value={String(unit)} onChange={(value) => choose(amount, Number(value))} />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** "1.5" hours are 90 minutes; what is no amount is a wait of nothing, which can't be published. */
function errorIn(amount: string): string | null {
  const isAmount = amount.trim() !== "" && Number.isFinite(Number(amount)) && Number(amount) >= 0;
  return isAmount ? null : "Enter a number.";
}

function minutesOf(amount: string, unit: number): number {
  const minutes = Math.round(Number(amount) * unit);
  return Number.isFinite(minutes) && minutes > 0 ? Math.min(minutes, LONGEST_WAIT_MINUTES) : 0;
}

function largestUnit(minutes: number): number {
  return [1440, 60].find((unit) => minutes > 0 && minutes % unit === 0) ?? 1;
}
