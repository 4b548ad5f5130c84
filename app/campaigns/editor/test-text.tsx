import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Text, TextField } from "@shopify/polaris";
import { useEffect } from "react";
import type { FormAnswer } from "../../form-answer.ts";
import { Kept } from "../../ui/kept/kept.tsx";
import { useField } from "../../ui/kept/use-field.ts";
import { useToast } from "../../ui/toast.ts";
import type { Draft } from "./draft.ts";

export interface TestTextProps {
  /** The number a test went to last. */
  phone: string;
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

function TestForm({ phone: known, draft, isDisabled, onTaken }: TestTextProps & { onTaken: () => void }) {
  const fetcher = useFetcher<FormAnswer>();
  const [phone, setPhone] = useField("testPhone", known);
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => {
    if (fetcher.data?.ok) onTaken();
  }, [fetcher.data, onTaken]);
  const errors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
  const error = errors.phone ?? errors.form ?? errors.body ?? errors.senderId ?? errors.linkUrl;
  const send = () => fetcher.submit({ ...draft, intent: "test", phone }, { method: "post" });
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Test
        </Text>
        <TextField
          label="My phone"
          type="tel"
          value={phone}
          onChange={setPhone}
          autoComplete="tel"
          helpText="A test costs one text and counts nowhere."
          {...(error ? { error } : {})}
        />
        <Button
          onClick={send}
          loading={fetcher.state !== "idle"}
          disabled={isDisabled || phone.trim() === ""}
          fullWidth
        >
          Send test to my phone
        </Button>
      </BlockStack>
    </Card>
  );
}
