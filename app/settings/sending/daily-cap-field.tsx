import { BlockStack, Card, ProgressBar, Text, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { LocalTime } from "../../ui/local-time.tsx";
import { formatMoney } from "../../ui/money.tsx";

export interface DailyCapFieldProps {
  /** US dollars; empty: no cap. */
  cap: string;
  /** `usedMicros` is null before the first text of the day. */
  today: { capMicros: number | null; usedMicros: number | null; isReached: boolean; endsAt: Date | string };
  error: string | undefined;
}

export function DailyCapField({ cap, today, error }: DailyCapFieldProps) {
  const [value, setValue] = useField("dailySpendCap", cap);
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label="Spending limit"
          name="dailySpendCap"
          inputMode="decimal"
          prefix="$"
          suffix="USD per day"
          autoComplete="off"
          placeholder="No limit"
          value={value}
          onChange={setValue}
          error={error ?? false}
        />
        {today.capMicros !== null && <Today {...today} capMicros={today.capMicros} />}
      </BlockStack>
    </Card>
  );
}

function Today({ capMicros, usedMicros, isReached, endsAt }: DailyCapFieldProps["today"] & { capMicros: number }) {
  const used = usedMicros ?? 0;
  return (
    <BlockStack gap="150">
      <ProgressBar
        size="small"
        tone={isReached ? "critical" : "primary"}
        progress={Math.min(100, (used / capMicros) * 100)}
        ariaLabelledBy="spent-today"
      />
      <Text as="p" id="spent-today" tone={isReached ? "critical" : "subdued"} numeric>
        {formatMoney(used, "USD")} of {formatMoney(capMicros, "USD")} spent or reserved today.{" "}
        {isReached ? "Marketing texts resume " : "Resets "}
        <LocalTime at={endsAt} />.
      </Text>
    </BlockStack>
  );
}
