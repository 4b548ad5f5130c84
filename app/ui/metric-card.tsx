import { Badge, BlockStack, Card, InlineStack, Link, Text, Tooltip } from "@shopify/polaris";
import { Sparkline } from "./sparkline.tsx";

export interface MetricCardProps {
  label: string;
  /** What exactly is counted; shown on hover and focus. */
  definition?: string;
  /** As it is read. Null when there is nothing to measure yet: a dash, not a zero. */
  value: string | null;
  /** Change against the period before, as a ratio: 0.12 is "up 12 %". Null when that period had nothing. */
  change?: number | null;
  /** False where less is better: opt-outs, failures. */
  isMoreBetter?: boolean;
  /** Oldest first. */
  trend?: number[];
  /** The list or report behind the number. */
  url?: string;
}

/** One number that matters, with what it means and where it is going. */
export function MetricCard({ label, definition, value, change, isMoreBetter = true, trend, url }: MetricCardProps) {
  const name = (
    <Text as="h3" variant="bodyMd" fontWeight="medium" tone="subdued">
      {label}
    </Text>
  );
  return (
    <Card>
      <BlockStack gap="150">
        {definition ? (
          <InlineStack>
            <Tooltip content={definition} hasUnderline>
              {name}
            </Tooltip>
          </InlineStack>
        ) : (
          name
        )}
        <InlineStack gap="200" blockAlign="center">
          <Text as="p" variant="headingLg" numeric>
            {url && value !== null ? <Link url={url}>{value}</Link> : (value ?? "–")}
          </Text>
          {change !== undefined && <Change ratio={change} isMoreBetter={isMoreBetter} />}
        </InlineStack>
        {trend && <Sparkline values={trend} />}
      </BlockStack>
    </Card>
  );
}

function Change({ ratio, isMoreBetter }: { ratio: number | null; isMoreBetter: boolean }) {
  if (ratio === null) return null;
  const percent = Math.round(Math.abs(ratio) * 100);
  if (percent === 0) return <Badge>No change</Badge>;
  const isUp = ratio > 0;
  return <Badge tone={isUp === isMoreBetter ? "success" : "warning"}>{`${isUp ? "Up" : "Down"} ${percent}%`}</Badge>;
}
