import { TextField } from "@shopify/polaris";

export interface MinuteFieldProps {
  label: string;
  /** Minutes after midnight. */
  minute: number;
  onChange: (minute: number) => void;
}

/** A time of day. What isn't one yet changes nothing. */
export function MinuteField({ label, minute, onChange }: MinuteFieldProps) {
  return (
    <TextField
      label={label}
      type="time"
      value={`${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`}
      onChange={(typed) => {
        const [hours, minutes] = typed.split(":").map(Number);
        if (Number.isInteger(hours) && Number.isInteger(minutes)) onChange(Number(hours) * 60 + Number(minutes));
      }}
      helpText="In each person’s own time zone, or the store’s when it isn’t known."
      autoComplete="off"
    />
  );
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
