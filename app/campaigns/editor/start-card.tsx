import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { memo } from "react";
import { DateTimeField } from "../../ui/form/date-time-field.tsx";
import type { Start } from "./start.ts";

export interface StartCardProps {
  start: Start;
  onChange: (start: Start) => void;
  /** "America/New York (EST)" */
  zone: string;
  /** Today, by the store's clock. */
  today: string;
  error: string | undefined;
}

const CHOICES = ["now", "later", "local"] as const;

/** Its fields have no names, so that choosing an hour does not make a draft look unsaved. */
export const StartCard = memo(function StartCard({ start, onChange, zone, today, error }: StartCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Select
          label="Start"
          options={[
            { value: "now", label: "Now" },
            { value: "later", label: "Schedule date and time" },
            { value: "local", label: "Recipient’s local time" },
          ]}
          value={start.when}
          onChange={(when) => onChange({ ...start, when: CHOICES.find((it) => it === when) ?? "now" })}
          {...(error && start.when === "now" ? { error } : {})}
        />
        {start.when !== "now" && (
          <DateTimeField
            value={start}
            onChange={(at) => onChange({ ...start, ...at })}
            zone={start.when === "later" ? `${zone} (store time)` : "In each recipient’s time zone"}
            from={today}
            error={error}
          />
        )}
        {start.when === "local" && (
          <Text as="p" tone="subdued">
            Each recipient gets the text at this time in their own time zone, outside quiet hours. If the time has
            already passed there when the campaign starts, the text is sent immediately. Recipients in an unknown time
            zone get it once that time is reached in every possible zone: in the United States, Hawaii time.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
});
