import { BlockStack, Box, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface SettingsSectionProps {
  title: string;
  description?: string;
  children: ReactNode;
}

/** Settings with what they mean beside them; above them on a phone, in line with the cards' own text. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <InlineGrid columns={{ xs: "1fr", md: "2fr 5fr" }} gap={{ xs: "300", md: "400" }}>
      <Box
        as="section"
        paddingInlineStart={{ xs: "400", sm: "0" }}
        paddingInlineEnd={{ xs: "400", sm: "0" }}
        paddingBlockStart={{ xs: "0", md: "400" }}
      >
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {description && (
            <Text as="p" tone="subdued">
              {description}
            </Text>
          )}
        </BlockStack>
      </Box>
      {children}
    </InlineGrid>
  );
}
