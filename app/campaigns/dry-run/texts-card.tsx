import { BlockStack, Card, Text } from "@shopify/polaris";
import { describePace } from "#domain/campaigns/report/describe-pace";
import { BarList } from "../../ui/charts/bar-list.tsx";
import { LocalTime } from "../../ui/local-time.tsx";
import type { DryRunShown } from "./outcome-card.tsx";

/** How long the texts are, and when the last of them would have left. */
export function TextsCard({ result: { texts, lengths, finish } }: { result: DryRunShown }) {
  if (texts === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          SMS segments and timing
        </Text>
        <BarList
          title="Texts by SMS segments"
          items={lengths.map(({ parts, texts: count }) => ({
            label: parts === 1 ? "1 SMS segment" : `${parts} SMS segments`,
            value: count,
          }))}
        />
        {finish && (
          <Text as="p">
            Sending finishes around <LocalTime at={finish.at} />, {describePace(finish)}.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
