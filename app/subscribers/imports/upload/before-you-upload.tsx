import { BlockStack, Card, List, Text } from "@shopify/polaris";

/** What kind of file it takes, and what becomes of it. */
export function BeforeYouUpload() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          How it goes
        </Text>
        <List type="number">
          <List.Item>Upload a CSV file, as your old provider or a spreadsheet exports it.</List.Item>
          <List.Item>Say what its columns mean. We guess, you check.</List.Item>
          <List.Item>Say where these people agreed, and which words they were shown.</List.Item>
          <List.Item>See what would change, and which lines are refused and why. Nothing is written yet.</List.Item>
          <List.Item>Start it. You can pause, go on, cancel, and close the page.</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Exports of Klaviyo, Postscript, Attentive, SMSBump and our own are known. Nobody who opted out here is
          subscribed by a file, and the same file twice changes nothing.
        </Text>
      </BlockStack>
    </Card>
  );
}
