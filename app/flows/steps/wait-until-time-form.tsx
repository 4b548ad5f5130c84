import { BlockStack, ChoiceList } from "@shopify/polaris";
import { ClockIcon } from "@shopify/polaris-icons";
import type { WaitUntilTime } from "#domain/flows/steps/wait-until-time";
import { MinuteField } from "./minute-field.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const waitUntilTimeForm = stepForm(ClockIcon, WaitUntilTimeForm);

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].map((label, day) => ({
  label,
  value: String(day),
}));

function WaitUntilTimeForm({ config, onChange, problems }: StepFormProps<WaitUntilTime>) {
  return (
    <BlockStack gap="300">
      <MinuteField label="Time" minute={config.minute} onChange={(minute) => onChange({ ...config, minute })} />
      <ChoiceList
        title="Days"
        allowMultiple
        choices={DAYS}
        selected={config.weekdays.map(String)}
        onChange={(days) => onChange({ ...config, weekdays: days.map(Number).sort() })}
      />
      <ProblemList problems={problems} fieldId="wait-until-time" />
    </BlockStack>
  );
}
