import { InlineGrid } from "@shopify/polaris";
import { rateOf } from "#app/ui/rate";
import type { FlowTotals } from "#domain/flows/report/report-counts";
import { MetricCard, MetricSkeleton } from "../../ui/charts/metric-card.tsx";
import { formatMoney } from "../../ui/money.tsx";
import { useShop } from "../../ui/shop.tsx";
import type { ListUrl } from "./listing.ts";

/** The flow in five numbers. */
export function Totals({ totals, urlOf }: { totals: FlowTotals; urlOf: ListUrl }) {
  const { currency } = useShop();
  const { entered, inside, sent, delivered, clicked, orders, revenueMicros, costMicros } = totals;
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <InlineGrid columns={{ xs: 2, md: 5 }} gap="300">
      <MetricCard
        label="Revenue"
        definition={`${number(orders)} orders credited to this flow’s texts, minus refunds. Texts cost ${formatMoney(costMicros, "USD")}.`}
        value={formatMoney(revenueMicros, currency)}
      />
      <MetricCard
        label="Entered"
        definition={`${number(inside)} are still in the flow.`}
        value={number(entered)}
        url={urlOf({})}
      />
      <MetricCard
        label="Texts sent"
        definition={`Accepted by the provider and not failed. ${number(delivered)} confirmed delivered.`}
        value={number(sent)}
      />
      <MetricCard
        label="Click rate"
        definition={`${number(clicked)} texts whose link was tapped ÷ texts delivered. Excludes link previews, bots and a single click within 10 seconds of the text.`}
        value={rateOf(clicked, delivered)}
      />
      <MetricCard
        label="Order rate"
        definition="Orders credited to a text ÷ texts delivered."
        value={rateOf(orders, delivered)}
      />
    </InlineGrid>
  );
}

/** Shown until the totals are loaded. */
export function TotalsSkeleton() {
  return (
    <InlineGrid columns={{ xs: 2, md: 5 }} gap="300">
      {["Revenue", "Entered", "Texts sent", "Click rate", "Order rate"].map((label) => (
        <MetricSkeleton key={label} />
      ))}
    </InlineGrid>
  );
}
