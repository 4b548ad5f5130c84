import { BlockStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** A label and what it says. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BlockStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="p" breakWord>
        {children}
      </Text>
    </BlockStack>
  );
}
