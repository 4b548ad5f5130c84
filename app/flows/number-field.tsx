import { TextField } from "@shopify/polaris";
import { useState } from "react";
import { useShop } from "../ui/shop.tsx";

export interface NumberFieldProps {
  label: string;
  suffix: string;
  /** 0 or more; 0 is shown as empty. */
  value: number;
  onChange: (value: number) => void;
}

/** A number of 0 or more, with decimals. Keeps what is typed until it is a number. */
export function NumberField({ label, suffix, value, onChange }: NumberFieldProps) {
  const [typing, setTyping] = useState({ text: textOf(value), of: value });
  // Undoing changes the number from outside.
  const text = typing.of === value ? typing.text : textOf(value);
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      min={0}
      suffix={suffix}
      value={text}
      onChange={(typed) => {
        const number = Math.max(0, Number(typed) || 0);
        setTyping({ text: typed, of: number });
        onChange(number);
      }}
      autoComplete="off"
    />
  );
}

function textOf(value: number): string {
  return value === 0 ? "" : String(value);
}

const MILLION = 1_000_000;

/** An amount in the shop's currency, in millionths. */
export function AmountField({
  label,
  micros,
  onChange,
}: {
  label: string;
  micros: number;
  onChange: (micros: number) => void;
}) {
  const { currency } = useShop();
  return (
    <NumberField
      label={label}
      suffix={currency}
      value={micros / MILLION}
      onChange={(amount) => onChange(Math.min(Number.MAX_SAFE_INTEGER, Math.round(amount * MILLION)))}
    />
  );
}
