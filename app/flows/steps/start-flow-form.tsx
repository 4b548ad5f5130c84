import { BlockStack, Text } from "@shopify/polaris";
import { AutomationIcon } from "@shopify/polaris-icons";
import type { StartFlowConfig } from "#domain/flows/steps/start-flow";
import { OneOf } from "../one-of.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const startFlowForm = stepForm(AutomationIcon, StartFlowForm);

/** One of the store's flows. */
function StartFlowForm({ config, onChange, problems, around }: StepFormProps<StartFlowConfig>) {
  const { flows } = around.choices;
  return (
    <BlockStack gap="300">
      <OneOf
        label="Flow"
        value={config.flowId ?? ""}
        options={flows}
        {...errorOf(problems, "flowId")}
        missingLabel={`${config.flowName} (deleted)`}
        onChoose={(flowId) =>
          onChange({ flowId, flowName: flows.find((it) => it.value === flowId)?.label ?? config.flowName })
        }
      />
      <Text as="p" tone="subdued" variant="bodySm">
        People enter that flow and also continue in this one. Its rules about who may enter and how often apply. A flow
        that isn’t published starts for no one, and a marketing flow can’t start a flow of order texts.
      </Text>
      <ProblemList problems={problems} fieldId="start-flow" except={["flowId"]} />
    </BlockStack>
  );
}
