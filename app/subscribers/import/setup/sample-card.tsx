import { BlockStack, Box, Card, DataTable, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { ImportPageData } from "#app/subscribers/import/read";
import { fieldLabel, IMPORT_FIELDS, type Mapping } from "#domain/imports/reading/fields";

const SCROLLED = ".Polaris-DataTable__ScrollContainer";

/** The first lines as they will be read: the columns that mean something, under what they mean. */
export function SampleCard({ file, mapping }: { file: ImportPageData["file"]; mapping: Mapping }) {
  const read = IMPORT_FIELDS.flatMap((field) => {
    const column = mapping[field];
    return column === undefined ? [] : [{ field, column }];
  });
  const table = useRef<HTMLDivElement>(null);
  // On a narrow screen the table scrolls sideways, which must work by keyboard too. Polaris has no option for it.
  useEffect(() => table.current?.querySelector(SCROLLED)?.setAttribute("tabindex", "0"));
  if (read.length === 0 || file.sample.length === 0) return null;
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Preview
          </Text>
        </BlockStack>
      </Box>
      <div ref={table}>
        <DataTable
          columnContentTypes={read.map(() => "text")}
          headings={read.map(({ field }) => fieldLabel(field))}
          rows={file.sample.map((row) => read.map(({ column }) => row[column] || "–"))}
          increasedTableDensity
          truncate
        />
      </div>
    </Card>
  );
}
