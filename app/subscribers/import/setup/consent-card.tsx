import { BlockStack, Card, Checkbox, Text, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import type { SetupForm } from "./setup.ts";

export interface ConsentCardProps {
  setup: SetupForm;
  onChange: (changes: Partial<SetupForm>) => void;
  errors: FieldErrors;
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
            Only import people who opted in to marketing texts. We keep this information with each person as proof of
            consent.
          </Text>
        </BlockStack>
        <TextField
          label="Where they opted in"
          value={setup.source}
          onChange={(source) => onChange({ source })}
          placeholder="Pop-up on our online store, run by our previous provider"
          maxLength={500}
          autoComplete="off"
          requiredIndicator
          {...errorOf("source")}
        />
        <TextField
          label="Consent text they were shown"
          value={setup.words}
          onChange={(words) => onChange({ words })}
          helpText="Copy it from the form or checkout. This is your proof of consent."
          multiline={3}
          maxLength={5_000}
          autoComplete="off"
          requiredIndicator
          {...errorOf("words")}
        />
        <TextField
          label="Latest opt-in date"
          type="date"
          max={today}
          value={setup.consentedOn}
          onChange={(consentedOn) => onChange({ consentedOn })}
          helpText="Dates in the file override this. People who later opted out here stay opted out."
          autoComplete="off"
          requiredIndicator
          {...errorOf("consentedOn")}
        />
        <Checkbox
          label="I confirm that everyone in this file agreed to marketing texts from this store, in these words, and hasn’t opted out."
          checked={setup.isTrue}
          onChange={(isTrue) => onChange({ isTrue })}
          {...errorOf("isTrue")}
        />
      </BlockStack>
    </Card>
  );
}
