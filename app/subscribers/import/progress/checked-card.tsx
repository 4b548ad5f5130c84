import { Banner, BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";
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
            {`${counts.lines.toLocaleString("en-US")} lines checked, nothing written yet`}
          </Text>
          <Text as="p" tone="subdued">
            This is what the import would do now.
          </Text>
        </BlockStack>
        <CountsGrid kind={file.kind} counts={counts} />
        {changed === 0 && (
          <Banner tone="info" title="Importing this file would change nothing">
            <p>
              {counts.refused === counts.lines
                ? "Every line is refused. See why below, and mend the file or choose other columns."
                : `Everybody ${counts.refused > 0 ? "else " : ""}in it is known to you as the file has them.`}
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
  const number = count.toLocaleString("en-US");
  if (kind === "suppressions") return `Block ${count === 1 ? "1 number" : `${number} numbers`}`;
  return `Import ${count === 1 ? "1 person" : `${number} people`}`;
}
