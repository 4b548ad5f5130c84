import { BlockStack, Card, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { type KnownPhone, TestPhoneForm } from "../../test-phone/test-phone-form.tsx";
import { Kept } from "../../ui/kept/kept.tsx";
import type { Draft } from "./draft.ts";

export interface TestTextProps {
  known: KnownPhone;
  draft: Draft;
  isDisabled: boolean;
}

/** Sends what stands in the editor, saved or not, to the merchant's own phone. */
export function TestText(props: TestTextProps) {
  return (
    <Kept id="test-text" record="test-text">
      {(forget) => <TestForm {...props} onTaken={forget} />}
    </Kept>
  );
}

function TestForm({ known, draft, isDisabled, onTaken }: TestTextProps & { onTaken: () => void }) {
  const { errors, isBusy, send } = useAction((answer) => answer.ok && onTaken());
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Test
        </Text>
        <TestPhoneForm
          known={known}
          label="My phone"
          helpText="Standard text rate applies. A test isn’t included in reports."
          sendLabel="Send test to my phone"
          isDisabled={isDisabled}
          isSending={isBusy}
          error={errors.phone ?? errors.form ?? errors.body ?? errors.senderId ?? errors.linkUrl}
          onSend={(phone) => send({ ...draft, intent: "test", phone })}
        />
      </BlockStack>
    </Card>
  );
}
