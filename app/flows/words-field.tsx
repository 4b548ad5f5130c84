import { TextField } from "@shopify/polaris";
import { useState } from "react";

export interface WordsFieldProps {
  label: string;
  words: string[];
  /** The most words. */
  most: number;
  /** The most characters of a word. */
  longest: number;
  helpText?: string;
  error?: string;
  onChange: (words: string[]) => void;
}

/** Words with commas between them, which stay as they are typed. Longer words are cut, and words too many are left out. */
export function WordsField({ label, words, most, longest, helpText, error, onChange }: WordsFieldProps) {
  const [typed, setTyped] = useState(words.join(", "));
  // Undoing changes the words from outside.
  const shown = wordsIn(typed, most).join() === words.join() ? typed : words.join(", ");
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(typedNow) => {
        const text = shortened(typedNow, longest);
        setTyped(text);
        onChange(wordsIn(text, most));
      }}
      autoComplete="off"
      {...(helpText ? { helpText } : {})}
      {...(error ? { error } : {})}
    />
  );
}

function wordsIn(text: string, most: number): string[] {
  const words = text.split(",").map((word) => word.trim());
  return words.filter((word) => word !== "").slice(0, most);
}

function shortened(text: string, longest: number): string {
  const cut = (word: string) => word.slice(0, word.length - word.trimStart().length + longest);
  return text.split(",").map(cut).join(",");
}
