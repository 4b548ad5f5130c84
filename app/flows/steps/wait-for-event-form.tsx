import { BlockStack, Select, Text, TextField } from "@shopify/polaris";
import { TargetIcon } from "@shopify/polaris-icons";
import type { WaitForEvent } from "#domain/flows/steps/wait-for-event";
import { MinutesField } from "./minutes-field.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const waitForEventForm = stepForm(TargetIcon, WaitForEventForm);

const EVENTS: { value: WaitForEvent["event"]; label: string }[] = [
  { value: "clicked", label: "They tap a link in a text" },
  { value: "replied", label: "They reply" },
  { value: "ordered", label: "They order" },
  { value: "custom", label: "A custom event happens" },
];

function WaitForEventForm({ config, onChange, problems }: StepFormProps<WaitForEvent>) {
  return (
    <BlockStack gap="300">
      <Select
        label="Wait until"
        options={EVENTS}
        value={config.event}
        onChange={(event) => onChange({ ...config, event: event as WaitForEvent["event"] })} // the options' own values
      />
      {config.event === "custom" && (
        <TextField
          label="Event name"
          value={config.name}
          maxLength={100}
          {...errorOf(problems, "name")}
          onChange={(name) => onChange({ ...config, name })}
          autoComplete="off"
        />
      )}
      <MinutesField
        label="At most"
        minutes={config.minutes}
        onChange={(minutes) => onChange({ ...config, minutes })}
        hasError={config.minutes === 0}
      />
      <Text as="p" tone="subdued" variant="bodySm">
        People continue as soon as it happens. Only what happens after they reach this step counts; to check what
        happened earlier, add a branch.
      </Text>
      <ProblemList problems={problems} fieldId="wait-for-event" except={["name"]} />
    </BlockStack>
  );
}
