import { BlockStack, Card, Divider, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatMoney } from "../money.tsx";

/** What a text to many people comes to. Ranges are of one number when every text comes out the same. */
export interface Cost {
  recipients: number;
  /** Parts of one text: fewest and most, as merge tags vary. */
  partsLeast: number;
  partsMost: number;
  /** Millionths of the currency, for all of them together. */
  micros: number;
  microsLeast: number;
  microsMost: number;
  /** ISO 4217 of the price list, not of the shop. */
  currency: string;
}

export interface CostCardProps {
  /** Null while it is being worked out for the first time. */
  cost: Cost | null;
  /** Keeps the last answer in view, paler, while the next is on its way. */
  isStale?: boolean;
  /** When it will be through, who must wait: one sentence each. */
  notes?: ReactNode;
}

/** Recipients × segments × price; dashes while there is no text. With a range where merge tags make texts differ. */
export function CostCard({ cost, isStale = false, notes }: CostCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Estimated cost
        </Text>
        {cost ? (
          <div aria-live="polite" aria-busy={isStale} style={isStale ? { opacity: 0.6 } : undefined}>
            <BlockStack gap="200">
              <Line label="Recipients">{cost.recipients.toLocaleString("en-US")}</Line>
              <Line label="SMS segments each">
                {cost.partsMost === 0 ? "–" : formatRange(cost.partsLeast, cost.partsMost, String)}
              </Line>
              <Divider />
              <Line label="Total" isStrong>
                {cost.partsMost === 0 ? "–" : formatCost(cost)}
              </Line>
              {notes}
            </BlockStack>
          </div>
        ) : (
          <SkeletonBodyText lines={3} />
        )}
      </BlockStack>
    </Card>
  );
}

/** "$33.20", or "$33.20 – $66.40" when no one can say more exactly. */
export function formatCost({ microsLeast, microsMost, currency }: Cost): string {
  return formatRange(microsLeast, microsMost, (micros) => formatMoney(micros, currency));
}

function Line({ label, isStrong = false, children }: { label: string; isStrong?: boolean; children: ReactNode }) {
  const weight = isStrong ? "semibold" : "regular";
  return (
    <InlineStack align="space-between" gap="200" wrap={false}>
      <Text as="span" fontWeight={weight}>
        {label}
      </Text>
      <Text as="span" numeric fontWeight={weight}>
        {children}
      </Text>
    </InlineStack>
  );
}

function formatRange(least: number, most: number, show: (value: number) => string): string {
  const [from, to] = [show(least), show(most)];
  return from === to ? to : `${from} – ${to}`;
}
