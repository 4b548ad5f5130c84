import { Card, TextField } from "@shopify/polaris";

interface NameFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** The name of a segment or a list. */
export function NameField({ label, value, onChange, error }: NameFieldProps) {
  return (
    <Card>
      <TextField
        label={label}
        name="name"
        value={value}
        onChange={onChange}
        autoComplete="off"
        maxLength={100}
        helpText="Only visible to you."
        {...(error ? { error } : {})}
      />
    </Card>
  );
}
