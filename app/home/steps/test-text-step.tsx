import { BlockStack, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { type KnownPhone, TestPhoneForm } from "../../test-phone/test-phone-form.tsx";
import { Kept } from "../../ui/kept/kept.tsx";

export function TestTextStep({ known }: { known: KnownPhone }) {
  return <Kept id="test-text">{(forget) => <TestForm known={known} onTaken={forget} />}</Kept>;
}

function TestForm({ known, onTaken }: { known: KnownPhone; onTaken: () => void }) {
  const { errors, isBusy, send } = useAction((answer) => answer.ok && onTaken());
  return (
    <BlockStack gap="300">
      <Text as="p">See how a text looks on your phone. Standard text rate applies.</Text>
      <TestPhoneForm
        known={known}
        label="Your mobile number"
        sendLabel="Send test text"
        isSending={isBusy}
        error={errors.phone ?? errors.form}
        onSend={(phone) => send({ intent: "test-text", phone }, "/?index")}
      />
    </BlockStack>
  );
}
