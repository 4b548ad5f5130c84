import { useFetcher } from "@remix-run/react";
import { BlockStack, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";
import { type KnownPhone, TestPhoneForm } from "../../test-phone/test-phone-form.tsx";
import { Kept } from "../../ui/kept/kept.tsx";

export function TestTextStep({ known }: { known: KnownPhone }) {
  return <Kept id="test-text">{(forget) => <TestForm known={known} onTaken={forget} />}</Kept>;
}

function TestForm({ known, onTaken }: { known: KnownPhone; onTaken: () => void }) {
  const fetcher = useFetcher<FormAnswer>();
  const errors: FieldErrors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => {
    if (fetcher.data?.ok) onTaken();
  }, [fetcher.data, onTaken]);
  return (
    <BlockStack gap="300">
      <Text as="p">See how a text looks on your phone. Standard text rate applies.</Text>
      <TestPhoneForm
        known={known}
        label="Your mobile number"
        sendLabel="Send test text"
        isSending={fetcher.state !== "idle"}
        error={errors.phone ?? errors.form}
        onSend={(phone) => void fetcher.submit({ intent: "test-text", phone }, { method: "post", action: "/?index" })}
      />
    </BlockStack>
  );
}
