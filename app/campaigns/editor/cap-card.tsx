import { Card, TextField } from "@shopify/polaris";

export interface CapCardProps {
  /** US dollars, as typed; empty: no cap. */
  value: string;
  onChange: (spendCap: string) => void;
  error: string | undefined;
}

/** What the campaign may cost at most. */
export function CapCard({ value, onChange, error }: CapCardProps) {
  return (
    <Card>
      <TextField
        label="Spending limit"
        name="spendCap"
        inputMode="decimal"
        prefix="$"
        suffix="USD"
        autoComplete="off"
        placeholder="No limit"
        value={value}
        onChange={onChange}
        error={error ?? false}
        helpText="The campaign pauses before a text would exceed the limit. You can change the limit while it’s sending."
      />
    </Card>
  );
}
