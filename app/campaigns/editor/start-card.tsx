import { BlockStack, Card, Select } from "@shopify/polaris";
import { DateTimeField, type WallTime } from "../../ui/date-time-field.tsx";

/** When it shall start. It is no part of a draft: the hour counts from the moment the campaign is scheduled. */
export interface Start extends WallTime {
  when: "now" | "later";
}

export interface StartCardProps {
  start: Start;
  onChange: (start: Start) => void;
  /** "America/New York (EST)" */
  zone: string;
  /** Today, by the store's clock. */
  today: string;
  error: string | undefined;
}

/** Its fields have no names, so that choosing an hour does not make a draft look unsaved. */
export function StartCard({ start, onChange, zone, today, error }: StartCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Select
          label="Start"
          options={[
            { value: "now", label: "Now" },
            { value: "later", label: "At a day and an hour" },
          ]}
          value={start.when}
          onChange={(when) => onChange({ ...start, when: when === "later" ? "later" : "now" })}
          {...(error && start.when === "now" ? { error } : {})}
        />
        {start.when === "later" && (
          <DateTimeField
            value={start}
            onChange={(at) => onChange({ ...start, ...at })}
            zone={zone}
            from={today}
            error={error}
          />
        )}
      </BlockStack>
    </Card>
  );
}
