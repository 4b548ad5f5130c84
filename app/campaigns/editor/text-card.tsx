import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { Composer } from "../../ui/text/composer.tsx";
import { type Draft, mergeTags } from "./draft.ts";

export interface TextCardProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errors: FieldErrors;
}

/** The words, and where their link leads. */
export function TextCard({ draft, onChange, errors }: TextCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Message
        </Text>
        <Composer
          name="body"
          value={draft.body}
          onChange={(body) => onChange({ body })}
          mergeTags={mergeTags}
          error={errors.body}
          helpText="An opt-out line is added unless your text already says how to opt out."
        />
        <TextField
          label="Link"
          name="linkUrl"
          type="url"
          inputMode="url"
          value={draft.linkUrl}
          onChange={(linkUrl) => onChange({ linkUrl })}
          placeholder="https://"
          autoComplete="off"
          helpText="Replaces {{ link }} with a tracked short link for each recipient, so clicks and orders are counted."
          {...(errors.linkUrl ? { error: errors.linkUrl } : {})}
        />
      </BlockStack>
    </Card>
  );
}
