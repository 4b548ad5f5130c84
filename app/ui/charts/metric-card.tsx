import { Badge, BlockStack, Button, Card, InlineStack, Link, Popover, SkeletonBodyText, Text } from "@shopify/polaris";
import { InfoIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { Sparkline } from "./sparkline.tsx";

/** A label, a number and a trend, with the gaps between them. */
const SKELETON_HEIGHT = 104;

export interface MetricCardProps {
  label: string;
  /** What exactly is counted; shown by a button, for a mouse, a finger and a keyboard alike. */
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
    <Text as="h2" variant="bodyMd" fontWeight="medium" tone="subdued">
      {label}
    </Text>
  );
  return (
    <Card>
      <BlockStack gap="150">
        <InlineStack gap="100" blockAlign="center" wrap={false}>
          {name}
          {definition && <Definition of={label} text={definition} />}
        </InlineStack>
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

function Definition({ of, text }: { of: string; text: string }) {
  const [isOpen, setOpen] = useState(false);
  const toggle = () => setOpen((before) => !before);
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      sectioned
      activator={
        <Button
          variant="tertiary"
          size="micro"
          icon={InfoIcon}
          accessibilityLabel={`How “${of}” is calculated`}
          ariaExpanded={isOpen}
          onClick={toggle}
        />
      }
    >
      <Text as="p">{text}</Text>
    </Popover>
  );
}

/** In the place of a card whose number is on its way, and as high. */
export function MetricSkeleton() {
  return (
    <Card>
      <div style={{ height: SKELETON_HEIGHT }}>
        <SkeletonBodyText lines={3} />
      </div>
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
