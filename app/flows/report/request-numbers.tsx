import { BlockStack, Text } from "@shopify/polaris";
import type { RequestCounts } from "#domain/flows/report/report-requests";

/** What became of a step's webhooks, and why some failed. */
export function RequestNumbers({ counts: { delivered, waiting, failed } }: { counts: RequestCounts }) {
  const number = (value: number) => value.toLocaleString("en-US");
  return (
    <BlockStack gap="050">
      <Text as="span" variant="bodySm" numeric>
        {number(delivered)} delivered
        {waiting > 0 && ` · ${number(waiting)} in progress`}
      </Text>
      {failed.map(({ sentence, count }) => (
        <Text key={sentence} as="span" variant="bodySm" tone="critical" numeric>
          {number(count)} failed · {sentence}
        </Text>
      ))}
    </BlockStack>
  );
}
