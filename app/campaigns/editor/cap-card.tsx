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
        label="Spend at most"
        name="spendCap"
        inputMode="decimal"
        prefix="$"
        suffix="USD"
        autoComplete="off"
        placeholder="No cap"
        value={value}
        onChange={onChange}
        error={error ?? false}
        helpText="A text that would cost more than is left is not sent: the campaign pauses, and you decide. You can change the cap while it is sent."
      />
    </Card>
  );
}
