import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface EmptyCardProps {
  title: string;
  /** What will be here, and the one next step. */
  children: ReactNode;
  action?: ReactNode;
}

/** The place of something that is not there yet. */
export function EmptyCard({ title, children, action }: EmptyCardProps) {
  return (
    <Card>
      <Box paddingBlock="600" paddingInline="400">
        <BlockStack gap="200" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <Text as="p" tone="subdued" alignment="center">
            {children}
          </Text>
          {action}
        </BlockStack>
      </Box>
    </Card>
  );
}
