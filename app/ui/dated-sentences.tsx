import { BlockStack, Text } from "@shopify/polaris";
import { LocalTime } from "./local-time.tsx";

/** What happened and when, one line each. */
export function DatedSentences({ lines }: { lines: { at: Date | string; sentence: string }[] }) {
  return lines.map(({ at, sentence }) => (
    <BlockStack key={`${new Date(at).toISOString()} ${sentence}`} gap="050">
      <Text as="p">{sentence}</Text>
      <Text as="p" variant="bodySm" tone="subdued">
        <LocalTime at={at} />
      </Text>
    </BlockStack>
  ));
}
