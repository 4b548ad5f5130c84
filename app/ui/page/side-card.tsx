import { BlockStack, type BlockStackProps, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface SideCardProps {
  title: string;
  /** The sentence for an empty card; false or absent when it has contents. */
  none?: string | false;
  gap?: BlockStackProps["gap"];
  children?: ReactNode;
}

/** A card of the narrow column beside a page: a small heading, then its contents or a sentence that says why it is empty. */
export function SideCard({ title, none, gap = "200", children }: SideCardProps) {
  return (
    <Card>
      <BlockStack gap={gap}>
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        {none && (
          <Text as="p" tone="subdued">
            {none}
          </Text>
        )}
        {children}
      </BlockStack>
    </Card>
  );
}
