import { Await } from "@remix-run/react";
import { InlineGrid } from "@shopify/polaris";
import { Suspense } from "react";
import type { GrowthDay } from "#domain/subscribers/growth";
import { CardSkeleton } from "../ui/card-skeleton.tsx";
import { MetricCard } from "../ui/metric-card.tsx";

/** How the number of people who may be texted moved lately; the list does not wait for it. */
export function GrowthCards({ growth }: { growth: Promise<GrowthDay[]> }) {
  return (
    <Suspense fallback={<Cards growth={null} />}>
      <Await resolve={growth}>{(days) => <Cards growth={days} />}</Await>
    </Suspense>
  );
}

function Cards({ growth }: { growth: GrowthDay[] | null }) {
  return (
    <InlineGrid columns={2} gap="300">
      {growth ? (
        <>
          <MetricCard
            label="Subscribed in 30 days"
            definition="People whose decision that stands was to get marketing texts, by the day they made it."
            value={sum(growth, "subscribed")}
            trend={growth.map(({ subscribed }) => subscribed)}
            url="/subscribers?consent=subscribed"
          />
          <MetricCard
            label="Opted out in 30 days"
            definition="People whose decision that stands was to get none, by the day they made it."
            value={sum(growth, "unsubscribed")}
            trend={growth.map(({ unsubscribed }) => unsubscribed)}
            url="/subscribers?consent=unsubscribed"
          />
        </>
      ) : (
        <>
          <CardSkeleton lines={2} />
          <CardSkeleton lines={2} />
        </>
      )}
    </InlineGrid>
  );
}

function sum(days: GrowthDay[], decision: "subscribed" | "unsubscribed"): string {
  return days.reduce((total, day) => total + day[decision], 0).toLocaleString("en-US");
}
