import { BlockStack, Text, TextField } from "@shopify/polaris";
import { HashtagIcon } from "@shopify/polaris-icons";
import type { TagConfig } from "#domain/flows/steps/tag";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

/** The tag that is added, or removed. */
export const tagForm = stepForm(HashtagIcon, TagForm);

function TagForm({ config, onChange, problems }: StepFormProps<TagConfig>) {
  return (
    <BlockStack gap="300">
      <TextField
        label="Tag"
        value={config.tag}
        maxLength={40}
        onChange={(tag) => onChange({ ...config, tag })}
        autoComplete="off"
        {...errorOf(problems, "tag")}
      />
      <Text as="p" tone="subdued" variant="bodySm">
        Tags change here, not in your store. A tag that your store gave comes back when the store sends the customer
        again. A new tag starts the flows that it triggers.
      </Text>
      <ProblemList problems={problems} fieldId="tag" except={["tag"]} />
    </BlockStack>
  );
}
