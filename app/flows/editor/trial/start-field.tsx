import { TextField } from "@shopify/polaris";
import { useShop } from "../../../ui/shop.tsx";

export interface StartFieldProps {
  /** By the store's clock. Null: now. */
  startsAt: string | null;
  onChange: (startsAt: string | null) => void;
}

/** When the event happens. */
export function StartField({ startsAt, onChange }: StartFieldProps) {
  const { timeZone } = useShop();
  return (
    <TextField
      label="The event happens at"
      type="datetime-local"
      value={startsAt ?? ""}
      onChange={(typed) => onChange(/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) ? typed.slice(0, 16) : null)}
      autoComplete="off"
      helpText={`In your store’s time zone, ${timeZone.replaceAll("_", " ")}. Empty: now.`}
    />
  );
}
