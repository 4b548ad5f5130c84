import { BlockStack, Select, Text } from "@shopify/polaris";
import { DatabaseIcon } from "@shopify/polaris-icons";
import { fetchable } from "#domain/fetches/fetched";
import { type FetchConfig, LONGEST_FETCH_WAIT_MINUTES } from "#domain/flows/steps/fetch";
import { WholeNumberField } from "../whole-number-field.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const fetchForm = stepForm(DatabaseIcon, FetchForm);

const RECORDS = [
  { value: "order", label: "The order" },
  { value: "customer", label: "The customer" },
];

/** Which record, and how long people wait for the store. */
function FetchForm({ config, onChange, problems }: StepFormProps<FetchConfig>) {
  return (
    <BlockStack gap="400">
      <Select
        label="Get"
        options={RECORDS}
        value={config.what}
        onChange={(what) => onChange({ ...config, what: what === "order" ? "order" : "customer" })}
        helpText={config.what === "order" ? "The order that started the flow, or the person’s latest." : undefined}
      />
      <WholeNumberField
        label="Wait at most"
        suffix="minutes"
        value={config.waitMinutes}
        least={1}
        most={LONGEST_FETCH_WAIT_MINUTES}
        onChange={(waitMinutes) => onChange({ ...config, waitMinutes })}
        helpText="Then people continue without the data."
      />
      <Text as="p" tone="subdued" variant="bodySm">
        {`For later texts: ${fetchable[config.what].map(({ field }) => `{{ fetched.${field} }}`).join(", ")}`}
      </Text>
      <ProblemList problems={problems} fieldId="fetch" />
    </BlockStack>
  );
}
