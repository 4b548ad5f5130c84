import { Banner, BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";
import { formatPeople } from "#app/ui/format-people";
import type { ImportKind } from "#domain/imports/import";
import { CountsGrid } from "./counts-grid.tsx";

export interface CheckedCardProps {
  file: ImportPageData["file"];
  isBusy: boolean;
  onStart: () => void;
  onChange: () => void;
}

/** What the dry run came to, and the button that makes it true. */
export function CheckedCard({ file, isBusy, onStart, onChange }: CheckedCardProps) {
  const counts = file.expected ?? file.counts;
  const changed = counts.made + counts.updated + counts.suppressed;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {`${counts.lines.toLocaleString("en-US")} lines checked. Nothing has been imported yet`}
          </Text>
          <Text as="p" tone="subdued">
            This is what the import will do.
          </Text>
        </BlockStack>
        <CountsGrid kind={file.kind} counts={counts} />
        {changed === 0 && (
          <Banner tone="info" title="This file has no changes to import">
            <p>
              {counts.refused === counts.lines
                ? "Every line was rejected. See the reasons below, then fix the file or change the column mapping."
                : `${counts.refused > 0 ? "All other people" : "All people"} in the file already match your subscribers.`}
            </p>
          </Banner>
        )}
        <InlineStack align="end">
          <ButtonGroup>
            <Button onClick={onChange} disabled={isBusy}>
              Change columns or consent
            </Button>
            <Button variant="primary" onClick={onStart} loading={isBusy} disabled={changed === 0}>
              {changed === 0 ? "Nothing to import" : verbFor(file.kind, changed)}
            </Button>
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function verbFor(kind: ImportKind, count: number): string {
  if (kind === "suppressions") return `Block ${count === 1 ? "1 number" : `${count.toLocaleString("en-US")} numbers`}`;
  return `Import ${formatPeople(count)}`;
}
