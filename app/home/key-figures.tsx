import { BlockStack, Box, Card, InlineGrid, SkeletonBodyText, Text } from "@shopify/polaris";
import { formatRate } from "#app/ui/rate";
import type { Metric } from "#domain/analytics/overview";
import { CHART_HEIGHT, LineChart } from "../ui/charts/line-chart.tsx";
import { MetricCard, MetricSkeleton } from "../ui/charts/metric-card.tsx";
import { Later } from "../ui/later.tsx";
import { formatMoney } from "../ui/money.tsx";
import { useShop } from "../ui/shop.tsx";

const columns = { xs: 1, sm: 2, lg: 4 } as const;

/** What texts did for the shop lately, earnings first. */
export function KeyFigures({ figures, days }: { figures: Promise<Metric[]>; days: number }) {
  return (
    <section aria-label={`The last ${days} days`}>
      <Box paddingBlock="200" paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="h2" variant="headingMd">
          Last {days} days
        </Text>
      </Box>
      <Later of={figures} fallback={<Placeholders />}>
        {(metrics) => (
          <BlockStack gap="400">
            <InlineGrid columns={columns} gap="400">
              {metrics.map((metric) => (
                <Figure key={metric.key} metric={metric} />
              ))}
            </InlineGrid>
            <RevenueByDay metric={metrics.find(({ key }) => key === "revenue")} />
          </BlockStack>
        )}
      </Later>
    </section>
  );
}

function Placeholders() {
  return (
    <BlockStack gap="400">
      <InlineGrid columns={columns} gap="400">
        {["revenue", "delivered", "clicks", "subscribers"].map((name) => (
          <MetricSkeleton key={name} />
        ))}
      </InlineGrid>
      <Card>
        <BlockStack gap="300">
          <SkeletonBodyText lines={1} />
          <div style={{ height: CHART_HEIGHT }} />
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function Figure({ metric: { key, label, definition, unit, value, previous, daily } }: { metric: Metric }) {
  const { currency } = useShop();
  return (
    <MetricCard
      label={label}
      definition={definition}
      value={value === null ? null : formatFigure(value, unit, currency)}
      change={value === null || !previous ? null : (value - previous) / previous}
      trend={daily.map((day) => day.value ?? 0)}
      {...(key === "subscribers" ? { url: "/subscribers" } : {})}
    />
  );
}

/** Nothing while there is nothing to see. */
function RevenueByDay({ metric }: { metric: Metric | undefined }) {
  const { currency } = useShop();
  if (!metric?.value) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {metric.label} by day
        </Text>
        <LineChart
          title={metric.label}
          points={metric.daily.map(({ day, value }) => ({ label: shortDay(day), value: value ?? 0 }))}
          format={(micros) => formatMoney(micros, currency)}
        />
      </BlockStack>
    </Card>
  );
}

/** "2026-11-24", a day of the shop's own calendar, as "Nov 24". */
function shortDay(day: string): string {
  return new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(day));
}

function formatFigure(value: number, unit: Metric["unit"], currency: string): string {
  if (unit === "money") return formatMoney(value, currency);
  if (unit === "count") return value.toLocaleString("en-US");
  return formatRate(value);
}
