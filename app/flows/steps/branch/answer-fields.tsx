import { BlockStack, Select, TextField } from "@shopify/polaris";
import { type AnswerCondition, answerComparisons, answerTags, answerWords } from "#domain/flows/steps/answer-condition";
import type { MergeTag } from "#domain/messages/content/merge-tags";

export interface AnswerFieldsProps {
  condition: AnswerCondition;
  /** What a text at this place may use. */
  mergeTags: MergeTag[];
  onChange: (condition: AnswerCondition) => void;
}

/** A value that an earlier step provides, and what it is compared with. */
export function AnswerFields({ condition, mergeTags, onChange }: AnswerFieldsProps) {
  const offered = answerTags(mergeTags).map(({ name, label }) => ({ value: name, label: `${label} (${name})` }));
  return (
    <BlockStack gap="300">
      <Select
        label="Value of an earlier step"
        options={[{ value: "", label: "Choose a value" }, ...offered]}
        value={condition.tag}
        onChange={(tag) => onChange({ ...condition, tag })}
      />
      <Select
        label="Comparison"
        options={answerComparisons.map((value) => ({ value, label: answerWords[value] }))}
        value={condition.compare}
        onChange={(compare) => onChange({ ...condition, compare: compare as AnswerCondition["compare"] })} // the options' own values
      />
      {condition.compare !== "known" && (
        <TextField
          label="Value"
          value={condition.value}
          maxLength={200}
          onChange={(value) => onChange({ ...condition, value })}
          autoComplete="off"
        />
      )}
    </BlockStack>
  );
}
