import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { LocalTime } from "../../ui/local-time.tsx";
import { Money } from "../../ui/money.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";
import type { ProfileData } from "./read.ts";

/** What they bought and how they take to texts. */
export function WorthCard({ profile: { lifetime, textsSent, textsClicked } }: Pick<ProfileData, "profile">) {
  return (
    <SideCard title="Lifetime value" none={lifetime.length === 0 && "No orders yet."}>
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
    </SideCard>
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
