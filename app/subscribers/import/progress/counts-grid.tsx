import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import type { ImportCounts, ImportKind } from "#domain/imports/import";

export interface CountsGridProps {
  kind: ImportKind;
  counts: ImportCounts;
}

/** What became of the lines, each a number with its name. Their sum is the number of lines. */
export function CountsGrid({ kind, counts }: CountsGridProps) {
  const { made, updated, unchanged, duplicates, suppressed, refused } = counts;
  const shown: [label: string, count: number][] =
    kind === "suppressions"
      ? [
          ["Blocked", suppressed + made + updated],
          ["Already blocked", unchanged],
          ["Duplicates", duplicates],
          ["Rejected", refused],
        ]
      : [
          ["New", made],
          ["Updated", updated],
          ["Unchanged", unchanged],
          ["Opted out by file", suppressed],
          ["Duplicates", duplicates],
          ["Rejected", refused],
        ];
  return (
    <InlineGrid columns={{ xs: 2, sm: kind === "suppressions" ? 4 : 3 }} gap="400">
      {shown.map(([label, count]) => (
        <BlockStack key={label}>
          <Text as="span" tone="subdued">
            {label}
          </Text>
          <Text as="span" variant="headingLg" numeric>
            {count.toLocaleString("en-US")}
          </Text>
        </BlockStack>
      ))}
    </InlineGrid>
  );
}
