import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ImportPageData } from "#app/subscribers/import/read";
import { download } from "#app/ui/download";
import { BarList } from "../../../ui/charts/bar-list.tsx";

/** Why lines were not taken, most frequent first, and the lines themselves to mend and upload again. */
export function RefusedCard({ file, refusals }: Pick<ImportPageData, "file" | "refusals">) {
  const [hasFailed, setFailed] = useState(false);
  const count = file.counts.refused;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {count === 1 ? "1 line is refused" : `${count.toLocaleString("en-US")} lines are refused`}
          </Text>
          <Button onClick={() => void download(`/subscribers/import/${file.id}/refused`).catch(() => setFailed(true))}>
            {hasFailed ? "Could not download. Try again" : "Download them"}
          </Button>
        </InlineStack>
        <BarList title="Why" items={refusals.map(({ reason, lines }) => ({ label: reason, value: lines }))} />
        <Text as="p" tone="subdued">
          The download holds each line with its number and the reason. Mend it and upload it like any other file.
        </Text>
      </BlockStack>
    </Card>
  );
}
