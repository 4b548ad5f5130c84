import { Select } from "@shopify/polaris";

export interface OneOfProps {
  label: string;
  /** Empty: nothing is chosen yet. */
  value: string;
  options: { value: string; label: string }[];
  /** What the value is called if it is not among the options any more. */
  missingLabel: string;
  helpText?: string;
  error?: string;
  onChoose: (value: string) => void;
}

/** Something of the store's that a flow names by its id. It may have been deleted since it was chosen. */
export function OneOf({ label, value, options, missingLabel, helpText, error, onChoose }: OneOfProps) {
  const isListed = value === "" || options.some((it) => it.value === value);
  return (
    <Select
      label={label}
      placeholder={options.length > 0 ? "Choose one" : "None yet"}
      options={isListed ? options : [{ value, label: missingLabel }, ...options]}
      value={value}
      onChange={onChoose}
      {...(helpText ? { helpText } : {})}
      {...(error ? { error } : {})}
    />
  );
}
