import { InlineGrid } from "@shopify/polaris";
import { rateOf } from "#app/ui/rate";
import { MetricCard } from "../../ui/charts/metric-card.tsx";
import { formatMoney } from "../../ui/money.tsx";
import { useShop } from "../../ui/shop.tsx";
import { listUrl } from "./filter.ts";
import type { ReportData } from "./read.ts";

/** What came of it and what it cost. */
export function Figures({ data }: { data: ReportData }) {
  const { campaign, results, funnel, costMicros, parts, attributionWindowDays: days } = data;
  const { currency } = useShop();
  const nothingYet = funnel.sent === 0;
  return (
    <InlineGrid columns={{ xs: 2, lg: 5 }} gap="300">
      <MetricCard
        label="Revenue"
        definition={`Orders placed within ${days} days of a click on this campaign’s link, minus refunds. Each order is credited to one text only.`}
        value={nothingYet ? null : formatMoney(results.revenueMicros, currency)}
        url={listUrl(campaign.id, "ordered")}
      />
      <MetricCard
        label="Orders"
        definition={`Orders placed within ${days} days of a click.`}
        value={nothingYet ? null : results.orders.toLocaleString("en-US")}
        url={listUrl(campaign.id, "ordered")}
      />
      <MetricCard
        label="Click rate"
        definition="People who tapped the link ÷ texts delivered. Excludes link previews, bots and a single click within 10 seconds of the text."
        value={rateOf(results.clicked, funnel.delivered)}
        url={listUrl(campaign.id, "clicked")}
      />
      <MetricCard
        label="Replies"
        definition="People who replied to this campaign’s text within 7 days. Excludes opt-outs, reactions and automatic answers."
        value={nothingYet ? null : results.replied.toLocaleString("en-US")}
      />
      <MetricCard
        label="Cost"
        definition={`${parts.toLocaleString("en-US")} SMS segments at list price, carrier fees not included.`}
        value={nothingYet ? null : formatMoney(costMicros, "USD")}
        url={listUrl(campaign.id, "sent")}
      />
    </InlineGrid>
  );
}
