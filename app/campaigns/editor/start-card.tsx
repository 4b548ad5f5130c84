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

/** "Fri, Nov 27, 2026, 9:30 AM": the wall time as it is read, whatever clock the browser has. */
export function describeStart({ date, time }: WallTime): string {
  const at = new Date(`${date}T${time}:00Z`);
  if (Number.isNaN(at.getTime())) return `${date} ${time}`;
  const day = { weekday: "short", year: "numeric", month: "short", day: "numeric" } as const;
  return at.toLocaleString("en-US", { ...day, hour: "numeric", minute: "2-digit", timeZone: "UTC" });
}
