import { BlockStack, DatePicker, Icon, InlineGrid, InlineStack, Popover, Text, TextField } from "@shopify/polaris";
import { CalendarIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { dayIn, dayText } from "#app/ui/day-text";

/** A day and an hour as a clock on the wall shows them: "2026-11-27", "09:30". */
export interface WallTime {
  date: string;
  time: string;
}

export interface DateTimeFieldProps {
  value: WallTime;
  onChange: (value: WallTime) => void;
  /** Whose clock it is: "America/New York (EST), the store’s time". */
  zone: string;
  /** The first day that may be chosen: "2026-11-21". */
  from: string;
  error?: string | undefined;
}

/** Asks for a day and an hour. */
export function DateTimeField({ value, onChange, zone, from, error }: DateTimeFieldProps) {
  const chosen = localDay(value.date);
  const [isOpen, setOpen] = useState(false);
  // While it is being typed it stands as typed.
  const [typed, setTyped] = useState<string | null>(null);
  const [{ month, year }, setMonth] = useState({ month: chosen.getMonth(), year: chosen.getFullYear() });
  return (
    <BlockStack gap="100">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
        <Popover
          active={isOpen}
          onClose={() => setOpen(false)}
          autofocusTarget="none"
          ariaHaspopup="dialog"
          fullWidth
          activator={
            <TextField
              label="Date"
              // The popover says of the field whether it is open, which a plain text field may not say.
              role="combobox"
              value={typed ?? dayText(value.date)}
              onChange={(text) => {
                setTyped(text);
                onChange({ ...value, date: dayIn(text) });
              }}
              onFocus={() => setOpen(true)}
              onBlur={() => setTyped(null)}
              prefix={<Icon source={CalendarIcon} />}
              placeholder="MM/DD/YYYY"
              autoComplete="off"
              error={Boolean(error)}
            />
          }
        >
          <Popover.Section>
            <DatePicker
              month={month}
              year={year}
              selected={chosen}
              disableDatesBefore={localDay(from)}
              onMonthChange={(newMonth, newYear) => setMonth({ month: newMonth, year: newYear })}
              onChange={({ start }) => {
                setTyped(null);
                onChange({ ...value, date: isoDay(start) });
                setOpen(false);
              }}
            />
          </Popover.Section>
        </Popover>
        <TextField
          label="Time"
          type="time"
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
          autoComplete="off"
          error={Boolean(error)}
        />
      </InlineGrid>
      <InlineStack gap="100">
        {error ? (
          <Text as="p" tone="critical">
            {error}
          </Text>
        ) : (
          <Text as="p" tone="subdued">
            {zone}
          </Text>
        )}
      </InlineStack>
    </BlockStack>
  );
}

/** Polaris counts days by the browser's own clock; only the calendar day is ever taken from it. */
function localDay(iso: string): Date {
  const [year = 1970, month = 1, day = 1] = iso.split("-").map(Number);
  const at = new Date(year, month - 1, day);
  return Number.isNaN(at.getTime()) ? new Date() : at;
}

function isoDay(day: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
