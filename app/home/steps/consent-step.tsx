import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";

export function ConsentStep() {
  return (
    <BlockStack gap="300">
      <Text as="p">
        Show the SMS box in your checkout: in the checkout settings, under Marketing options, choose SMS. Everyone who
        ticks it becomes a subscriber here, with the words they agreed to kept as evidence. This step is done with the
        first of them.
      </Text>
      <InlineStack gap="200">
        <Button variant="primary" onClick={() => void window.open("shopify:admin/settings/checkout", "_top")}>
          Open checkout settings
        </Button>
        <Button url="/subscribers">See subscribers</Button>
      </InlineStack>
    </BlockStack>
  );
}
