import { Card, Text } from "@shopify/polaris";

/** What stands beside the list until a conversation is chosen. */
export default function NothingChosen() {
  return (
    <Card>
      <Text as="p" tone="subdued" alignment="center">
        Select a conversation to read it.
      </Text>
    </Card>
  );
}
