import { BlockStack, Checkbox, FormLayout, TextField } from "@shopify/polaris";
import { useState } from "react";
import { quoted } from "#domain/flows/definition/quoted";
import type { AskedAbout, AskingStep } from "./asked-about.ts";
import type { TrialQuestion } from "./question.ts";

export interface ImaginedFieldsProps {
  about: AskedAbout;
  question: TrialQuestion;
  onChange: (changes: Partial<TrialQuestion>) => void;
}

const SOON = 10;

/** What can't be known beforehand: what the person will do, and what other servers will answer. */
export function ImaginedFields({ about, question, onChange }: ImaginedFieldsProps) {
  const { happens, reply, answers } = question;
  const set = (part: Partial<TrialQuestion["happens"]>) => onChange({ happens: { ...happens, ...part } });
  return (
    <BlockStack gap="300">
      {about.orders && (
        <Imagined label="Places an order" minutes={happens.ordered} onChange={(ordered) => set({ ordered })} />
      )}
      {about.taps && (
        <Imagined label="Taps the link" minutes={happens.clicked} onChange={(clicked) => set({ clicked })} />
      )}
      {about.replies && (
        <>
          <Imagined label="Replies" minutes={happens.replied} onChange={(replied) => set({ replied })} />
          {happens.replied !== null && (
            <TextField
              label="Their reply"
              value={reply}
              maxLength={1_000}
              onChange={(words) => onChange({ reply: words })}
              autoComplete="off"
            />
          )}
        </>
      )}
      {about.customEvents.map((name) => (
        <Imagined
          key={name}
          label={`“${name}” happens`}
          minutes={happens.custom[name] ?? null}
          onChange={(minutes) => set({ custom: { ...happens.custom, [name]: minutes } })}
        />
      ))}
      {about.asking.map((step) => (
        <Answer
          key={step.stepId}
          step={step}
          given={answers[step.stepId] ?? null}
          onChange={(given) => onChange({ answers: { ...answers, [step.stepId]: given } })}
        />
      ))}
    </BlockStack>
  );
}

interface ImaginedProps {
  label: string;
  /** After the start. Null: it doesn't happen. */
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}

function Imagined({ label, minutes, onChange }: ImaginedProps) {
  return (
    <BlockStack gap="100">
      <Checkbox label={label} checked={minutes !== null} onChange={(isOn) => onChange(isOn ? SOON : null)} />
      {minutes !== null && (
        <Minutes label={`${label}: minutes after the start`} minutes={minutes} onChange={onChange} />
      )}
    </BlockStack>
  );
}

function Minutes({ label, minutes, onChange }: { label: string; minutes: number; onChange: (to: number) => void }) {
  const [typed, setTyped] = useState(String(minutes));
  const isValid = (text: string) => /^\d{1,6}$/.test(text) && Number(text) <= 366 * 24 * 60;
  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={0}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        if (isValid(text)) onChange(Number(text));
      }}
      autoComplete="off"
      {...(isValid(typed) ? {} : { error: "Enter a whole number of minutes, up to a year." })}
    />
  );
}

interface AnswerProps {
  step: AskingStep;
  given: Record<string, string> | null;
  onChange: (given: Record<string, string> | null) => void;
}

function Answer({ step: { sentence, tags }, given, onChange }: AnswerProps) {
  const samples = Object.fromEntries(tags.map(({ name, sample }) => [name, sample]));
  return (
    <BlockStack gap="100">
      <Checkbox
        label={`${quoted(sentence)} gets an answer`}
        checked={given !== null}
        onChange={(isOn) => onChange(isOn ? samples : null)}
      />
      {given !== null && (
        <FormLayout>
          {tags.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              value={given[name] ?? ""}
              maxLength={1_000}
              onChange={(text) => onChange({ ...given, [name]: text })}
              autoComplete="off"
            />
          ))}
        </FormLayout>
      )}
    </BlockStack>
  );
}
