import { BlockStack, Card, Checkbox, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import type { KeywordData } from "./read.ts";

export interface KeywordFieldsProps {
  data: KeywordData;
  errors: FieldErrors;
}

/** The words, and whether they subscribe. */
export function WordsCard({ data: { fields }, errors }: KeywordFieldsProps) {
  const [words, setWords] = useField("words", fields.words);
  const [joins, setJoins] = useField("joins", fields.joins);
  const [asksFirst, setAsksFirst] = useField("asksFirst", fields.asksFirst);
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label="Keyword"
          name="words"
          autoComplete="off"
          value={words}
          onChange={setWords}
          error={errors.words ?? false}
          placeholder="JOIN"
          helpText="Add other spellings after commas. The first is the one you advertise. A small typo still counts."
        />
        <Checkbox
          label="Texting it subscribes the person to marketing texts"
          checked={joins}
          onChange={setJoins}
          helpText="Show the disclosure wherever you advertise the keyword. With a typo, we ask the person to reply YES first."
        />
        <HiddenField name="joins" value={String(joins)} />
        {joins && (
          <Checkbox
            label="Ask for a YES first (double opt-in)"
            checked={asksFirst}
            onChange={setAsksFirst}
            error={errors.asksFirst ?? false}
          />
        )}
        <HiddenField name="asksFirst" value={String(joins && asksFirst)} />
      </BlockStack>
    </Card>
  );
}
