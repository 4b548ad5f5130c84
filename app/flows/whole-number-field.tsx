import { TextField } from "@shopify/polaris";
import { useState } from "react";

export interface WholeNumberFieldProps {
  label: string;
  value: number;
  least: number;
  most: number;
  suffix?: string;
  helpText?: string;
  onChange: (value: number) => void;
}

/** Keeps what is typed, and reports it only while it is a whole number within the bounds. */
export function WholeNumberField({ label, value, least, most, suffix, helpText, onChange }: WholeNumberFieldProps) {
  const [typing, setTyping] = useState({ text: String(value), of: value });
  // Undoing changes the number from outside.
  const text = typing.of === value ? typing.text : String(value);
  const isWithin = (typed: string) => /^-?\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={text}
      onChange={(typed) => {
        setTyping({ text: typed, of: isWithin(typed) ? Number(typed) : value });
        if (isWithin(typed)) onChange(Number(typed));
      }}
      autoComplete="off"
      {...(suffix ? { suffix } : {})}
      {...(isWithin(text)
        ? {}
        : { error: `Enter a whole number from ${least} to ${most}. Until then, ${value} is used.` })}
      {...(helpText ? { helpText } : {})}
    />
  );
}
