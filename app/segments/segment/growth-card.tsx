import { BlockStack, Card, Text } from "@shopify/polaris";
import type { SegmentSize } from "#domain/segments/sizes/growth";
import { LineChart } from "../../ui/charts/line-chart.tsx";

/** How many people belonged to it, day by day. A chart of one day would be a dot. */
export function GrowthCard({ growth }: { growth: SegmentSize[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Size over time
        </Text>
        {growth.length < 2 ? (
          <Text as="p" tone="subdued">
            We count this segment every night. The chart starts on the second day.
          </Text>
        ) : (
          <LineChart
            title="People"
            points={growth.map(({ day, people }) => ({ label: dayName(day), value: people }))}
            format={(value) => value.toLocaleString("en-US")}
          />
        )}
      </BlockStack>
    </Card>
  );
}

function dayName(day: string): string {
  return new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  );
}
