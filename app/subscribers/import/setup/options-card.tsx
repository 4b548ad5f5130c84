import { BlockStack, Card, Checkbox, Select, Text, TextField } from "@shopify/polaris";
import type { ImportKind } from "#domain/imports/import";
import type { SetupForm } from "./setup.ts";

export interface OptionsCardProps {
  kind: ImportKind;
  setup: SetupForm;
  onChange: (changes: Partial<SetupForm>) => void;
  errors: Record<string, string>;
  countries: { value: string; label: string }[];
}

/** How the lines are read, and what everybody of the file is given. */
export function OptionsCard({ kind, setup, onChange, errors, countries }: OptionsCardProps) {
  const errorOf = (field: string) => (errors[field] ? { error: errors[field] } : {});
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Options
        </Text>
        <Select
          label="Numbers without a country code are from"
          options={[{ value: "", label: "No country: refuse them" }, ...countries]}
          value={setup.defaultCountry}
          onChange={(defaultCountry) => onChange({ defaultCountry })}
          {...errorOf("defaultCountry")}
        />
        {kind === "subscribers" && (
          <>
            <TextField
              label="Tags for everybody in the file"
              value={setup.tags}
              onChange={(tags) => onChange({ tags })}
              placeholder="spring-list, trade-fair"
              helpText="Separated by commas. By a tag you find these people again and can send to them."
              autoComplete="off"
              {...errorOf("tags")}
            />
            <Checkbox
              label="Replace the names and emails we know by those of the file"
              helpText="Otherwise the file only fills in what is missing."
              checked={setup.replaces}
              onChange={(replaces) => onChange({ replaces })}
            />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
