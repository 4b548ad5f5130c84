import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";

export function ConsentStep() {
  return (
    <BlockStack gap="300">
      <Text as="p">
        Add the SMS checkbox to your checkout: in your checkout settings, under Marketing options, select SMS. Customers
        who check it become subscribers, and we keep the consent text they agreed to as proof. This step is complete
        when you get your first subscriber.
      </Text>
      <InlineStack gap="200">
        <Button variant="primary" onClick={() => void window.open("shopify:admin/settings/checkout", "_top")}>
          Open checkout settings
        </Button>
        <Button url="/subscribers">View subscribers</Button>
      </InlineStack>
    </BlockStack>
  );
}
