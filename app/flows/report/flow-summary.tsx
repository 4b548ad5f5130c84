import { BlockStack, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import type { ReasonCount } from "#domain/flows/report/report-counts";
import { BarList } from "../../ui/charts/bar-list.tsx";
import { Funnel, type FunnelStage } from "../../ui/charts/funnel.tsx";
import type { ListUrl } from "./listing.ts";
import type { ReportNumbers } from "./read.ts";

/** The whole flow: from entry to order, and why people left before its end. */
export function FlowSummary({ numbers, urlOf }: { numbers: ReportNumbers | null; urlOf: ListUrl }) {
  const left = numbers ? leftByReason(numbers) : [];
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            Funnel
          </Text>
          {numbers ? <Funnel title="Funnel" stages={stagesOf(numbers.totals)} /> : <SkeletonBodyText lines={8} />}
        </BlockStack>
      </Card>
      {left.length > 0 && (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingSm">
              Why people left
            </Text>
            <BarList
              title="Why people left"
              items={left.map(({ reason, sentence, count }) => ({
                ...{ label: sentence, value: count, url: urlOf({ show: "left", reason }) },
              }))}
            />
          </BlockStack>
        </Card>
      )}
    </BlockStack>
  );
}

function leftByReason({ start, steps }: Pick<ReportNumbers, "start" | "steps">): ReasonCount[] {
  const all = new Map<string, ReasonCount>();
  for (const { left } of [start, ...Object.values(steps)])
    for (const row of left) all.set(row.reason, { ...row, count: row.count + (all.get(row.reason)?.count ?? 0) });
  return [...all.values()];
}

/** Each stage with the reason why it is smaller than the one before. */
function stagesOf({ entered, inside, left, sent, delivered, clicked, orders }: ReportNumbers["totals"]): FunnelStage[] {
  const gone = [
    inside > 0 && `${formatPeople(inside)} still in the flow`,
    left > 0 && `${formatPeople(left)} exited early`,
  ].filter(Boolean);
  // As the rates above it: of texts delivered.
  const shareOf = { label: "delivered", value: delivered };
  return [
    { label: "Entered", value: entered },
    { label: "Texts sent", value: sent, ...(gone.length > 0 ? { reason: gone.join(", ") } : {}) },
    { label: "Delivered", value: delivered, shareOf: { label: "sent", value: sent } },
    { label: "Clicked", value: clicked, shareOf },
    { label: "Orders", value: orders, shareOf },
  ];
}
