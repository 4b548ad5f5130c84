import { BlockStack, Select } from "@shopify/polaris";
import type { Condition } from "#domain/flows/steps/condition";
import { WordsField } from "../../words-field.tsx";

type ReplySays = Extract<Condition, { kind: "reply-says" }>;

const SAYINGS: { value: ReplySays["saying"]; label: string }[] = [
  { value: "yes", label: "Yes (also: yep, sure, ok)" },
  { value: "no", label: "No (also: nope, nah)" },
  { value: "keyword", label: "A keyword" },
  { value: "anything", label: "Anything" },
];

export interface ReplyFieldsProps {
  condition: ReplySays;
  onChange: (condition: ReplySays) => void;
}

/** What a person's last reply since the start says. */
export function ReplyFields({ condition, onChange }: ReplyFieldsProps) {
  return (
    <BlockStack gap="300">
      <Select
        label="Their last reply says"
        options={SAYINGS}
        value={condition.saying}
        onChange={(saying) => onChange({ ...condition, saying: saying as ReplySays["saying"] })} // the options' own values
      />
      {condition.saying === "keyword" && (
        <WordsField
          label="Keywords"
          words={condition.words}
          most={20}
          longest={50}
          helpText="Separate several with commas."
          onChange={(words) => onChange({ ...condition, words })}
        />
      )}
    </BlockStack>
  );
}
