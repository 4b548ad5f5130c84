import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { type ChosenStep, chooseStep, openStep } from "#app/home/steps/open-step";
import type { SetupStep } from "#domain/shops/setup";
import type { SetupHelp } from "./setup-help.ts";
import { SetupStepRow } from "./setup-step-row.tsx";
import { ConsentStep } from "./steps/consent-step.tsx";
import { FlowStep } from "./steps/flow-step.tsx";
import { SenderStep } from "./steps/sender-step.tsx";
import { TestTextStep } from "./steps/test-text-step.tsx";

export interface SetupGuideProps {
  steps: { step: SetupStep; isDone: boolean }[];
  help: SetupHelp;
}

const titles: Record<SetupStep, string> = {
  sender: "Connect a number",
  consent: "Collect consent at checkout",
  flow: "Turn on abandoned cart reminders",
  "test-text": "Send a test text to your phone",
};

/** The way to the first text: each step does what it says, and is done when its effect is there. */
export function SetupGuide({ steps, help }: SetupGuideProps) {
  const dismissal = useAction(undefined, { isQuiet: true });
  const [chosen, setChosen] = useState<ChosenStep | null>(null);
  const done = steps.filter(({ isDone }) => isDone).length;
  const open = openStep(steps, chosen);

  return (
    <Card padding="0">
      <BlockStack>
        <div style={{ padding: "var(--p-space-400)" }}>
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h2" variant="headingMd" id="setup-title">
                Setup guide
              </Text>
              <Button
                variant="tertiary"
                loading={dismissal.isBusy}
                onClick={() => dismissal.send({ intent: "dismiss-setup" }, "/?index")}
              >
                Dismiss
              </Button>
            </InlineStack>
            <Text as="p" tone="subdued">
              {done} of {steps.length} steps done
            </Text>
            <ProgressBar
              progress={(100 * done) / steps.length}
              size="small"
              tone="primary"
              ariaLabelledBy="setup-title"
            />
          </BlockStack>
        </div>
        {steps.map(({ step, isDone }) => (
          <SetupStepRow
            key={step}
            title={titles[step]}
            isDone={isDone}
            isOpen={open === step}
            onToggle={() => setChosen(chooseStep(steps, open === step ? "none" : step))}
          >
            <StepBody step={step} help={help} />
          </SetupStepRow>
        ))}
      </BlockStack>
    </Card>
  );
}

function StepBody({ step, help }: { step: SetupStep; help: SetupHelp }) {
  switch (step) {
    case "sender":
      return <SenderStep onOffer={help.onOffer} />;
    case "consent":
      return <ConsentStep />;
    case "flow":
      return <FlowStep flowId={help.remindersFlowId} />;
    case "test-text":
      return <TestTextStep known={help.testPhone} />;
  }
}
