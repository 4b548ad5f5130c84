import { TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useShop } from "../../../../ui/shop.tsx";
import type { FieldProps } from "./field-props.ts";

const SHAPES = { "whole-number": /^\d{1,12}$/, money: /^\d{1,12}(\.\d{1,2})?$/ };

export interface NumberFieldProps extends FieldProps {
  kind: "whole-number" | "money";
}

/** A figure. What is half typed stays as it is typed, and is no number until it is one. */
export function NumberField({ field, value, onChange, error, kind }: NumberFieldProps) {
  const { currency } = useShop();
  const [text, setText] = useState(formatNumber(value));
  const read = (typed: string) => (SHAPES[kind].test(typed.trim()) ? Number(typed) : typed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it is changed from outside, as by an undo
  useEffect(() => {
    if (read(text) !== value) setText(formatNumber(value));
  }, [value]);
  return (
    <TextField
      label={field.label}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(read(typed));
      }}
      inputMode={kind === "money" ? "decimal" : "numeric"}
      autoComplete="off"
      {...(kind === "money" ? { suffix: currency } : {})}
      {...(error ? { error } : {})}
    />
  );
}

function formatNumber(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}
