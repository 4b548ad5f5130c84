import { InlineGrid } from "@shopify/polaris";
import { rateOf } from "#app/ui/rate";
import type { FlowTotals } from "#domain/flows/report/report-counts";
import { MetricCard } from "../../ui/charts/metric-card.tsx";
import { formatMoney } from "../../ui/money.tsx";
import { useShop } from "../../ui/shop.tsx";

/** The flow in five numbers. */
export function Totals({ totals }: { totals: FlowTotals }) {
  const { currency } = useShop();
  const { entered, inside, sent, delivered, clicked, orders, revenueMicros, costMicros } = totals;
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <InlineGrid columns={{ xs: 2, md: 5 }} gap="300">
      <MetricCard
        label="Revenue"
        definition={`${number(orders)} orders owed to a text of this flow, refunds taken off. The texts cost ${formatMoney(costMicros, "USD")}.`}
        value={formatMoney(revenueMicros, currency)}
      />
      <MetricCard label="Entered" definition={`${number(inside)} of them are still inside.`} value={number(entered)} />
      <MetricCard
        label="Texts sent"
        definition={`Taken by the provider and not failed since; ${number(delivered)} of them reported as delivered.`}
        value={number(sent)}
      />
      <MetricCard
        label="Click rate"
        definition={`${number(clicked)} texts whose link was tapped ÷ texts delivered. Link previews, bots and a single click within 10 seconds of the text are not counted.`}
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
