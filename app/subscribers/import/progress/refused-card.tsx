import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ImportPageData } from "#app/subscribers/import/read";
import { downloadFile } from "#app/ui/download";
import { BarList } from "../../../ui/charts/bar-list.tsx";

/** Why lines were not taken, most frequent first, and the lines themselves, to fix and upload again. */
export function RefusedCard({ file, refusals }: Pick<ImportPageData, "file" | "refusals">) {
  const [hasFailed, setFailed] = useState(false);
  const count = file.counts.refused;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {count === 1 ? "1 line was rejected" : `${count.toLocaleString("en-US")} lines were rejected`}
          </Text>
          <Button
            onClick={() => void downloadFile(`/subscribers/import/${file.id}/refused`).catch(() => setFailed(true))}
          >
            {hasFailed ? "Couldn’t download. Try again" : "Download rejected lines"}
          </Button>
        </InlineStack>
        <BarList title="Reason" items={refusals.map(({ reason, lines }) => ({ label: reason, value: lines }))} />
        <Text as="p" tone="subdued">
          The file lists each rejected line with its line number and reason. Fix it and upload it like any other file.
        </Text>
      </BlockStack>
    </Card>
  );
}
