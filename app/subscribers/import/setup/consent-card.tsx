import { BlockStack, Card, Checkbox, Text, TextField } from "@shopify/polaris";
import type { SetupForm } from "./setup.ts";

export interface ConsentCardProps {
  setup: SetupForm;
  onChange: (changes: Partial<SetupForm>) => void;
  errors: Record<string, string>;
  /** "2026-11-21", in the shop. */
  today: string;
}

/** What the merchant vouches for: it is kept with every person of the file, word for word. */
export function ConsentCard({ setup, onChange, errors, today }: ConsentCardProps) {
  const errorOf = (field: string) => (errors[field] ? { error: errors[field] } : {});
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Consent
          </Text>
          <Text as="p" tone="subdued">
            Only people who agreed to marketing texts may be imported. What you say here is kept with each of them.
          </Text>
        </BlockStack>
        <TextField
          label="Where they agreed"
          value={setup.source}
          onChange={(source) => onChange({ source })}
          placeholder="Pop-up of our online store, run by our old provider"
          maxLength={500}
          autoComplete="off"
          requiredIndicator
          {...errorOf("source")}
        />
        <TextField
          label="The words they were shown"
          value={setup.words}
          onChange={(words) => onChange({ words })}
          helpText="Copy them from the form or the checkout. They are the evidence when somebody asks."
          multiline={3}
          maxLength={5_000}
          autoComplete="off"
          requiredIndicator
          {...errorOf("words")}
        />
        <TextField
          label="All of them had agreed by"
          type="date"
          max={today}
          value={setup.consentedOn}
          onChange={(consentedOn) => onChange({ consentedOn })}
          helpText="A date in a line counts instead. People who opted out here later stay opted out."
          autoComplete="off"
          requiredIndicator
          {...errorOf("consentedOn")}
        />
        <Checkbox
          label="I confirm that everybody in this file agreed to marketing texts from this store, in these words, and has not taken it back."
          checked={setup.isTrue}
          onChange={(isTrue) => onChange({ isTrue })}
          {...errorOf("isTrue")}
        />
      </BlockStack>
    </Card>
  );
}
