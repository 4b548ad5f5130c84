import { Card } from "@shopify/polaris";
import { SpendingLimitField } from "../../ui/form/spending-limit-field.tsx";

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
      <SpendingLimitField
        value={value}
        onChange={onChange}
        error={error}
        helpText="The campaign pauses before a text would exceed the limit. You can change the limit while it’s sending."
      />
    </Card>
  );
}
