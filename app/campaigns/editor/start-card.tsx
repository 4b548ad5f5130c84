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
            { value: "later", label: "At a day and an hour" },
            { value: "local", label: "At an hour in each recipient’s own time zone" },
          ]}
          value={start.when}
          onChange={(when) => onChange({ ...start, when: CHOICES.find((it) => it === when) ?? "now" })}
          {...(error && start.when === "now" ? { error } : {})}
        />
        {start.when !== "now" && (
          <DateTimeField
            value={start}
            onChange={(at) => onChange({ ...start, ...at })}
            zone={start.when === "later" ? `${zone}, the store’s time` : "On each recipient’s own clock"}
            from={today}
            error={error}
          />
        )}
        {start.when === "local" && (
          <Text as="p" tone="subdued">
            Each person gets it at this hour where they are, within the hours in which they may be texted. Where the
            hour has passed when the campaign starts, it leaves at once. Whose zone is not known gets it once it is that
            hour in every zone they may be in: in the United States, Hawaii’s.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
});
