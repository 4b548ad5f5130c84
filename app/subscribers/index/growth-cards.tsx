import { InlineGrid } from "@shopify/polaris";
import type { GrowthDay } from "#domain/subscribers/growth";
import { MetricCard, MetricSkeleton } from "../../ui/charts/metric-card.tsx";
import { Later } from "../../ui/later.tsx";

/** How the number of people who may be texted moved lately; the list does not wait for it. */
export function GrowthCards({ growth }: { growth: Promise<GrowthDay[]> }) {
  return (
    <Later of={growth} fallback={<Cards growth={null} />}>
      {(days) => <Cards growth={days} />}
    </Later>
  );
}

function Cards({ growth }: { growth: GrowthDay[] | null }) {
  return (
    <InlineGrid columns={2} gap="300">
      {growth ? (
        <>
          <MetricCard
            label="Subscribed in 30 days"
            definition="People who opted in to marketing texts and are still subscribed, by the date they opted in."
            value={sumDays(growth, "subscribed")}
            trend={growth.map(({ subscribed }) => subscribed)}
            url="/subscribers?consent=subscribed"
          />
          <MetricCard
            label="Opted out in 30 days"
            definition="People who opted out of marketing texts and are still opted out, by the date they opted out."
            value={sumDays(growth, "unsubscribed")}
            trend={growth.map(({ unsubscribed }) => unsubscribed)}
            url="/subscribers?consent=unsubscribed"
          />
        </>
      ) : (
        <>
          <MetricSkeleton />
          <MetricSkeleton />
        </>
      )}
    </InlineGrid>
  );
}

function sumDays(days: GrowthDay[], decision: "subscribed" | "unsubscribed"): string {
  return days.reduce((total, day) => total + day[decision], 0).toLocaleString("en-US");
}
