import { BlockStack, type BlockStackProps, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface SideCardProps {
  title: string;
  /** What stands in place of what there is none of; absent: there is something. */
  none?: string | false;
  gap?: BlockStackProps["gap"];
  children?: ReactNode;
}

/** A card of the narrow column beside a page: a small heading, then facts or the sentence that there are none. */
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
