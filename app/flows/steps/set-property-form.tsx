import { BlockStack, Checkbox, Select, Text, TextField } from "@shopify/polaris";
import { MetafieldsIcon } from "@shopify/polaris-icons";
import { type SetPropertyConfig, TYPE_NAMES } from "#domain/flows/steps/set-property";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const setPropertyForm = stepForm(MetafieldsIcon, SetPropertyForm);

const TYPES = Object.entries(TYPE_NAMES).map(([value, label]) => ({ value, label }));
const YES_NO = ["yes", "no"].map((value) => ({ value, label: value === "yes" ? "Yes" : "No" }));

/** The property, its type and the value. */
function SetPropertyForm({ config, onChange, problems }: StepFormProps<SetPropertyConfig>) {
  const set = (part: Partial<SetPropertyConfig>) => onChange({ ...config, ...part });
  return (
    <BlockStack gap="300">
      <TextField
        label="Property"
        value={config.name}
        maxLength={100}
        onChange={(name) => set({ name })}
        autoComplete="off"
        {...errorOf(problems, "name")}
        helpText="Favorite color becomes favorite_color. A new name is created when the first person gets a value."
      />
      <Checkbox label="Clear the property" checked={config.clears} onChange={(clears) => set({ clears })} />
      {!config.clears && (
        <>
          <Select
            label="Type"
            options={TYPES}
            value={config.type}
            {...errorOf(problems, "type")}
            onChange={(type) => set({ type: type as SetPropertyConfig["type"], value: "" })} // the options' own values
          />
          <Value config={config} error={errorOf(problems, "value")} onChange={(value) => set({ value })} />
          <Text as="p" tone="subdued" variant="bodySm">
            A property has one type in your store.
          </Text>
        </>
      )}
      <ProblemList problems={problems} fieldId="set-property" except={["name", "type", "value"]} />
    </BlockStack>
  );
}

function Value({
  config: { type, value },
  error,
  onChange,
}: {
  config: SetPropertyConfig;
  error: { error?: string };
  onChange: (value: string) => void;
}) {
  if (type === "yes-no")
    return (
      <Select label="Value" placeholder="Choose one" options={YES_NO} value={value} onChange={onChange} {...error} />
    );
  return (
    <TextField
      label="Value"
      type={type === "number" || type === "date" ? type : "text"}
      value={value}
      maxLength={1_000}
      onChange={onChange}
      autoComplete="off"
      {...error}
      {...(type === "list" && { helpText: "Separate items with commas." })}
    />
  );
}
