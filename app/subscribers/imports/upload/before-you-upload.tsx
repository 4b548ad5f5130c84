import { BlockStack, Card, List, Text } from "@shopify/polaris";

/** Which files can be uploaded, and what happens to them. */
export function BeforeYouUpload() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          How it works
        </Text>
        <List type="number">
          <List.Item>Upload a CSV file exported from your previous provider or a spreadsheet.</List.Item>
          <List.Item>Check how we matched its columns.</List.Item>
          <List.Item>Enter where these people opted in and the consent text they were shown.</List.Item>
          <List.Item>Review what will change, and which lines are rejected and why. Nothing is imported yet.</List.Item>
          <List.Item>Start the import. You can pause, resume or cancel it, and close the page.</List.Item>
        </List>
        <Text as="p" tone="subdued">
          We recognize exports from Klaviyo, Postscript, Attentive, SMSBump and Cartbell. A file never resubscribes
          anyone who opted out here, and importing the same file twice changes nothing.
        </Text>
      </BlockStack>
    </Card>
  );
}
