import { BlockStack, Select } from "@shopify/polaris";
import { reentryInWords } from "#domain/flows/entry/describe-entry";
import type { Reentry } from "#domain/flows/triggers/trigger-type";
import { WholeNumberField } from "../whole-number-field.tsx";

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
        <WholeNumberField
          label="Days since they last entered"
          value={reentry.days}
          least={1}
          most={MOST_DAYS}
          onChange={(days) => onChange({ kind: "after-days", days })}
        />
      )}
    </BlockStack>
  );
}

function begun(kind: Reentry["kind"]): Reentry {
  return kind === "after-days" ? { kind, days: 30 } : { kind };
}
