import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { ChatIcon } from "@shopify/polaris-icons";
import { beginTest } from "#domain/flows/experiments/edit-test";
import type { SendConfig } from "#domain/flows/steps/send";
import { TestFields } from "./send/test-fields.tsx";
import { TextFields } from "./send/text-fields.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const sendForm = stepForm(ChatIcon, SendForm);

/** One text, or several that are compared. */
function SendForm({ config: { text, test }, onChange, problems, around }: StepFormProps<SendConfig>) {
  const write = (words: string) => onChange({ text: words });
  if (test)
    return (
      <TestFields
        test={test}
        onChange={(next) => onChange({ text: next.variants[0]?.text ?? text, test: next })}
        onEnd={write}
        problems={problems}
        around={around}
      />
    );
  return (
    <BlockStack gap="400">
      <TextFields
        name="text"
        text={text}
        onChange={write}
        problems={problems.map(({ message }) => message)}
        around={around}
      />
      <InlineStack>
        <Button onClick={() => onChange({ text, test: beginTest(text) })}>Test another text (A/B)</Button>
      </InlineStack>
    </BlockStack>
  );
}
