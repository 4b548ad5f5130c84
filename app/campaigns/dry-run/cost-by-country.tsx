import { BlockStack, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Money } from "../../ui/money.tsx";
import type { DryRunShown } from "./outcome-card.tsx";

/** What the texts cost, exactly, at list prices. */
export function CostByCountry({ result: { texts, parts, micros, countries } }: { result: DryRunShown }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Cost
        </Text>
        <Text as="p" variant="headingLg" numeric>
          <Money micros={micros} currency="USD" />
        </Text>
        <Text as="p" tone="subdued">
          {texts.toLocaleString("en-US")} {texts === 1 ? "text" : "texts"}, {parts.toLocaleString("en-US")} SMS{" "}
          {parts === 1 ? "segment" : "segments"}, based on each rendered text. List prices, carrier fees not included.
        </Text>
        {countries.length > 1 && <Divider />}
        {countries.length > 1 &&
          countries.map((it) => (
            <InlineStack key={it.name} align="space-between" gap="200" wrap={false}>
              <BlockStack>
                <Text as="span">{it.name}</Text>
                <Text as="span" variant="bodySm" tone="subdued" numeric>
                  {it.texts.toLocaleString("en-US")} {it.texts === 1 ? "text" : "texts"},{" "}
                  {it.parts.toLocaleString("en-US")} {it.parts === 1 ? "segment" : "segments"}
                </Text>
              </BlockStack>
              <Money micros={it.micros} currency="USD" />
            </InlineStack>
          ))}
      </BlockStack>
    </Card>
  );
}
