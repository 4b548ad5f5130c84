import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { ReadyMadeLine } from "./read.ts";
import { useSizes } from "./use-sizes.ts";

/** Segments to start from, each with its thresholds, what it is good for, and how many people it would be here. */
export function ReadyMade({ lines }: { lines: ReadyMadeLine[] }) {
  const sizes = useSizes(lines);
  return (
    <InlineGrid columns={{ xs: 1, md: 2, xl: 4 }} gap="400">
      {lines.map(({ key, name, why, sentence }) => (
        <Card key={key}>
          <BlockStack gap="300">
            <InlineStack align="space-between" gap="200" wrap={false}>
              <Text as="h3" variant="headingSm">
                {name}
              </Text>
              <Text as="span" numeric tone={sizes[key] === undefined ? "subdued" : "base"}>
                {sizes[key] ?? "…"}
              </Text>
            </InlineStack>
            <Text as="p">{why}</Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {sentence}
            </Text>
            <InlineStack>
              <Button url={`/segments/new?from=${key}`} accessibilityLabel={`Use template: ${name}`}>
                Use template
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
