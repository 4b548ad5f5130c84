import { BlockStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { reentryInWords } from "#domain/flows/entry/describe-entry";
import type { Reentry } from "#domain/flows/triggers/trigger-type";

export interface ReentryFieldProps {
  reentry: Reentry;
  allowed: readonly Reentry["kind"][];
  error?: string;
  onChange: (reentry: Reentry) => void;
}

const LABELS: Record<Reentry["kind"], string> = {
  once: "Once per person, then never again",
  "once-per-subject": reentryInWords({ kind: "once-per-subject" }),
  always: reentryInWords({ kind: "always" }),
  "after-days": "Again after a number of days",
};
const MOST_DAYS = 3_650;

/** How often a person may enter the flow. */
export function ReentryField({ reentry, allowed, error, onChange }: ReentryFieldProps) {
  // A rule that the trigger doesn't allow stays visible until another is chosen.
  const kinds = allowed.includes(reentry.kind) ? allowed : [reentry.kind, ...allowed];
  return (
    <BlockStack gap="300">
      <Select
        label="How often a person can enter"
        options={kinds.map((value) => ({ value, label: LABELS[value] }))}
        value={reentry.kind}
        onChange={(kind) => onChange(begun(kind as Reentry["kind"]))} // the options' own values
        {...(error ? { error } : {})}
      />
      {reentry.kind === "after-days" && (
        <Days days={reentry.days} onChange={(days) => onChange({ kind: "after-days", days })} />
      )}
    </BlockStack>
  );
}

function begun(kind: Reentry["kind"]): Reentry {
  return kind === "after-days" ? { kind, days: 30 } : { kind };
}

function Days({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const [typed, setTyped] = useState(String(days));
  const isWithin = (text: string) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_DAYS;
  return (
    <TextField
      label="Days since they last entered"
      type="number"
      inputMode="numeric"
      min={1}
      max={MOST_DAYS}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        if (isWithin(text)) onChange(Number(text));
      }}
      autoComplete="off"
      {...(isWithin(typed) ? {} : { error: `Enter a whole number from 1 to ${MOST_DAYS}. Now: ${days}.` })}
    />
  );
}
