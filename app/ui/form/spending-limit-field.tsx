import { TextField } from "@shopify/polaris";
import type { ReactNode } from "react";

interface SpendingLimitFieldProps {
  /** US dollars, as typed; empty: no limit. */
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  helpText?: string;
  /** Beside the field; its label is then hidden. */
  button?: ReactNode;
}

/** What a campaign may cost at most. */
export function SpendingLimitField({ value, onChange, error, helpText, button }: SpendingLimitFieldProps) {
  return (
    <TextField
      label="Spending limit"
      labelHidden={button !== undefined}
      name="spendCap"
      inputMode="decimal"
      prefix="$"
      suffix="USD"
      autoComplete="off"
      placeholder="No limit"
      value={value}
      onChange={onChange}
      error={error ?? false}
      connectedRight={button}
      {...(helpText && { helpText })}
    />
  );
}
