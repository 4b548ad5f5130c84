import { BlockStack, Card, InlineGrid, Select, Text } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import type { ImportPageData } from "#app/subscribers/import/read";
import { fieldLabel, type ImportField, type Mapping } from "#domain/imports/reading/fields";
import { fieldsOf } from "./setup.ts";

export interface ColumnsCardProps {
  file: ImportPageData["file"];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  errors: FieldErrors;
}

/** Which column holds what. The guess is filled in; each choice shows the column's name and what stands in it first. */
export function ColumnsCard({ file, mapping, onChange, errors }: ColumnsCardProps) {
  const fields = fieldsOf(file.kind);
  const options = [
    { value: "", label: "Not in the file" },
    ...file.columns.map((name, column) => ({ value: String(column), label: labelOf(file, name, column) })),
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Columns
          </Text>
          <Text as="p" tone="subdued">
            We matched these from the column names and the first lines. Please check them. Unmapped columns are skipped.
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          {fields.map((field) => (
            <Select
              key={field}
              label={fieldLabel(field)}
              name={field}
              options={options}
              value={mapping[field] === undefined ? "" : String(mapping[field])}
              onChange={(value) => onChange(mapColumn(mapping, field, value))}
              requiredIndicator={field === "phone"}
              {...(errors[field] ? { error: errors[field] } : {})}
            />
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function mapColumn(mapping: Mapping, field: ImportField, value: string): Mapping {
  const { [field]: _before, ...others } = mapping;
  return value === "" ? others : { ...others, [field]: Number(value) };
}

function labelOf({ sample }: ImportPageData["file"], name: string, column: number): string {
  const example = sample.map((row) => row[column]?.trim()).find(Boolean);
  const shown = name.trim() || `Column ${column + 1}`;
  return example ? `${shown} · ${example.length > 24 ? `${example.slice(0, 23)}…` : example}` : shown;
}
