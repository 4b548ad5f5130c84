import { Banner, BlockStack } from "@shopify/polaris";
import type { ImportPageData } from "#app/subscribers/import/read";
import type { Mapping } from "#domain/imports/reading/fields";

/** Columns that look like opt-outs and are mapped to nothing: the people in them would be imported as subscribed. */
export function OptOutWarning({ data, mapping }: { data: ImportPageData; mapping: Mapping }) {
  const mapped = new Set(Object.values(mapping));
  const suspects = data.suspects.filter(({ column }) => !mapped.has(column));
  if (suspects.length === 0) return null;
  const isOne = suspects.length === 1;
  return (
    <Banner tone="warning" title={isOne ? "This column may contain opt-outs" : "These columns may contain opt-outs"}>
      <BlockStack gap="100">
        {suspects.map(({ column, lines }) => (
          <p key={column}>{sentenceOf(data.file.columns[column] || `Column ${column + 1}`, lines)}</p>
        ))}
        <p>Before you import, map the column that marks opted-out people to “Opted out”.</p>
      </BlockStack>
    </Banner>
  );
}

function sentenceOf(name: string, lines: number | null): string {
  if (lines === null) return `“${name}” isn’t mapped. If it marks opted-out people, they’ll be imported as subscribed.`;
  const counted = lines === 1 ? "1 line" : `${lines.toLocaleString("en-US")} lines`;
  return `“${name}” marks ${counted} as opted out and isn’t mapped. ${lines === 1 ? "That person" : "Those people"} will be imported as subscribed.`;
}
