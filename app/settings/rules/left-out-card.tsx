import { BlockStack, Card, Text } from "@shopify/polaris";

export function LeftOutCard({ leftOut }: { leftOut: { name: string; why: string }[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        {leftOut.map(({ name, why }) => (
          <BlockStack key={name} gap="100">
            <Text as="h3" variant="headingSm">
              {name}
            </Text>
            <Text as="p">{why}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
