import { BlockStack, Text } from "@shopify/polaris";
import { ClockIcon } from "@shopify/polaris-icons";
import { LONGEST_WAIT_MINUTES } from "#domain/flows/steps/wait";
import { MinutesField } from "./minutes-field.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

const LONGEST_DAYS = LONGEST_WAIT_MINUTES / 1440;

export const waitForm = stepForm(ClockIcon, WaitForm);

/** An amount and its unit. What cannot be read is a wait of nothing, which the domain names as something to mend. */
function WaitForm({ config, onChange, problems, around }: StepFormProps<{ minutes: number }>) {
  return (
    <BlockStack gap="300">
      <MinutesField
        label="Amount"
        minutes={config.minutes}
        onChange={(minutes) => onChange({ minutes })}
        hasError={problems.length > 0}
      />
      <ProblemList problems={problems} fieldId="wait" />
      {config.minutes === LONGEST_WAIT_MINUTES && (
        <Text as="p" tone="caution">
          {`Waits are limited to ${LONGEST_DAYS} days, so this wait is set to ${LONGEST_DAYS} days.`}
        </Text>
      )}
      {around.trigger.restartsFirstWait && (
        <Text as="p" tone="subdued" variant="bodySm">
          The first wait restarts when a shopper changes their cart.
        </Text>
      )}
    </BlockStack>
  );
}
