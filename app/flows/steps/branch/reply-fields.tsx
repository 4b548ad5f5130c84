import { BlockStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { Condition } from "#domain/flows/steps/condition";

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
  const [words, setWords] = useState(condition.words.join(", "));
  return (
    <BlockStack gap="300">
      <Select
        label="Their last reply says"
        options={SAYINGS}
        value={condition.saying}
        onChange={(saying) => onChange({ ...condition, saying: saying as ReplySays["saying"] })} // the options' own values
      />
      {condition.saying === "keyword" && (
        <TextField
          label="Keywords"
          value={words}
          onChange={(typed) => {
            setWords(typed);
            onChange({ ...condition, words: wordsOf(typed) });
          }}
          helpText="Separate several with commas."
          autoComplete="off"
        />
      )}
    </BlockStack>
  );
}

function wordsOf(typed: string): string[] {
  const words = typed.split(",").map((it) => it.trim().slice(0, 50));
  return words.filter((it) => it !== "").slice(0, 20);
}
