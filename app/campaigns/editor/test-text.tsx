import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";
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
  const fetcher = useFetcher<FormAnswer>();
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => {
    if (fetcher.data?.ok) onTaken();
  }, [fetcher.data, onTaken]);
  const errors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
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
          isSending={fetcher.state !== "idle"}
          error={errors.phone ?? errors.form ?? errors.body ?? errors.senderId ?? errors.linkUrl}
          onSend={(phone) => void fetcher.submit({ ...draft, intent: "test", phone }, { method: "post" })}
        />
      </BlockStack>
    </Card>
  );
}
