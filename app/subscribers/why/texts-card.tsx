import { BlockStack, Card, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { FindingsList } from "./findings-list.tsx";
import type { WhyData } from "./read.ts";

/** What became of the texts there were, by what was true then. */
export function TextsCard({ why }: { why: WhyData }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          History
        </Text>
        {why.texts.length === 0 && (
          <Text as="p" tone="subdued">
            This {why.kind} hasn’t texted them yet.
          </Text>
        )}
        {why.texts.map(({ id, state, at, outcome, body, findings }) => (
          <BlockStack key={id} gap="200" inlineAlign="start">
            <StatusBadge status={state} />
            <Text as="p">
              {outcome}{" "}
              <Text as="span" tone="subdued">
                (<LocalTime at={at} />)
              </Text>
            </Text>
            {body && (
              <Text as="p" tone="subdued">
                “{body}”
              </Text>
            )}
            {findings.length > 0 && (
              <Text as="p" variant="bodySm" tone="subdued">
                Rules at that time:
              </Text>
            )}
            <FindingsList findings={findings} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
