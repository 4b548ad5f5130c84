import { Select, TextField } from "@shopify/polaris";

export interface PropertyFieldProps {
  label: string;
  /** Empty: any name may be typed. */
  offered: { value: string; label: string }[];
  value: string;
  error?: string;
  onChange: (name: string) => void;
}

/** The name of a property: one of those that are known, or typed where none is. */
export function PropertyField({ label, offered, value, error, onChange }: PropertyFieldProps) {
  const shown = error ? { error } : {};
  if (offered.length === 0)
    return <TextField label={label} value={value} maxLength={100} onChange={onChange} autoComplete="off" {...shown} />;
  const isKnown = offered.some((it) => it.value === value);
  const options = [
    ...(value === "" ? [{ value: "", label: "Choose…" }] : []),
    ...(value !== "" && !isKnown ? [{ value, label: value }] : []),
    ...offered,
  ];
  return <Select label={label} options={options} value={value} onChange={onChange} {...shown} />;
}
