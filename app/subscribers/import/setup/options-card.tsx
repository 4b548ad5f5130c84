import { BlockStack, Card, Checkbox, Select, Text, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import type { ImportKind } from "#domain/imports/import";
import type { SetupForm } from "./setup.ts";

export interface OptionsCardProps {
  kind: ImportKind;
  setup: SetupForm;
  onChange: (changes: Partial<SetupForm>) => void;
  errors: FieldErrors;
  countries: { value: string; label: string }[];
}

/** How the lines are read, and what everyone of the file is given. */
export function OptionsCard({ kind, setup, onChange, errors, countries }: OptionsCardProps) {
  const errorOf = (field: string) => (errors[field] ? { error: errors[field] } : {});
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Options
        </Text>
        <Select
          label="Country for numbers without a country code"
          options={[{ value: "", label: "None: reject these numbers" }, ...countries]}
          value={setup.defaultCountry}
          onChange={(defaultCountry) => onChange({ defaultCountry })}
          {...errorOf("defaultCountry")}
        />
        {kind === "subscribers" && (
          <>
            <TextField
              label="Tags for everyone in the file"
              value={setup.tags}
              onChange={(tags) => onChange({ tags })}
              placeholder="spring-list, trade-fair"
              helpText="Separate tags with commas. Use tags to find or text these people later."
              autoComplete="off"
              {...errorOf("tags")}
            />
            <Checkbox
              label="Overwrite existing names and emails"
              helpText="Otherwise, the file only fills in missing values."
              checked={setup.replaces}
              onChange={(replaces) => onChange({ replaces })}
            />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
