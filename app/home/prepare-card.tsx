import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { checkTitles } from "#app/prepare/check-titles";
import { daysLeft } from "#app/prepare/days-left";
import type { BusyDay } from "#domain/forecast/preparation/busy-days";
import type { CheckKind } from "#domain/forecast/preparation/judge";
import { formatDay } from "../ui/local-time.tsx";

export interface PrepareCardProps {
  day: BusyDay;
  /** The checks that need something done. */
  open: CheckKind[];
}

/** In the weeks before a busy day: when it is, what is still to do, and the way to the guide. */
export function PrepareCard({ day, open }: PrepareCardProps) {
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {`${day.name} is ${daysLeft(day)}`}
          </Text>
          <Text as="p" tone="subdued">
            {open.length === 0
              ? `${formatDay(day.date)}. See how long a text to everyone takes, and whether your limits allow it.`
              : `${formatDay(day.date)}. Still to do: ${open.map((kind) => checkTitles[kind]).join(", ")}.`}
          </Text>
        </BlockStack>
        <Button url="/prepare">Open preparation guide</Button>
      </InlineStack>
    </Card>
  );
}
