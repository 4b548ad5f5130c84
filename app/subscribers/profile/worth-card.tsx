import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { LocalTime } from "../../ui/local-time.tsx";
import { Money } from "../../ui/money.tsx";
import type { ProfileData } from "./read.ts";

/** What they bought and how they take to texts. */
export function WorthCard({ profile: { lifetime, textsSent, textsClicked } }: Pick<ProfileData, "profile">) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Lifetime value
        </Text>
        {lifetime.length === 0 && (
          <Text as="p" tone="subdued">
            No orders yet.
          </Text>
        )}
        {lifetime.map(({ currency, orders, spentMicros, lastAt }) => (
          <BlockStack key={currency} gap="100">
            <Text as="p" variant="headingLg" numeric>
              <Money micros={spentMicros} currency={currency} />
            </Text>
            <Text as="p" tone="subdued" numeric>
              {orders === 1 ? "1 order" : `${orders.toLocaleString("en-US")} orders`}, the last on{" "}
              <LocalTime at={lastAt} show="date" />
            </Text>
          </BlockStack>
        ))}
        <Line label="Texts sent">{textsSent.toLocaleString("en-US")}</Line>
        <Line label="Texts clicked">{textsClicked.toLocaleString("en-US")}</Line>
      </BlockStack>
    </Card>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <InlineStack align="space-between">
      <Text as="span">{label}</Text>
      <Text as="span" numeric>
        {children}
      </Text>
    </InlineStack>
  );
}
