import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Text, TextField } from "@shopify/polaris";
import { useEffect } from "react";
import type { FormAnswer } from "../../form-answer.ts";
import { Kept } from "../../ui/kept/kept.tsx";
import { useField } from "../../ui/kept/use-field.ts";
import { useToast } from "../../ui/toast.ts";

export function TestTextStep({ phone }: { phone: string }) {
  return <Kept id="test-text">{(forget) => <TestForm phone={phone} onTaken={forget} />}</Kept>;
}

function TestForm({ phone, onTaken }: { phone: string; onTaken: () => void }) {
  const fetcher = useFetcher<FormAnswer>();
  const [value, setValue] = useField("phone", phone);
  const errors: Record<string, string> = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => {
    if (fetcher.data?.ok) onTaken();
  }, [fetcher.data, onTaken]);
  return (
    <fetcher.Form method="post" action="/?index">
      <input type="hidden" name="intent" value="test-text" />
      <BlockStack gap="300">
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        <Text as="p">See a text arrive as your customers will. It costs what one text costs.</Text>
        <TextField
          label="Your mobile number"
          name="phone"
          type="tel"
          autoComplete="tel"
          placeholder="+1 212 555 0123"
          value={value}
          onChange={setValue}
          {...(errors.phone ? { error: errors.phone } : {})}
          connectedRight={
            <Button submit variant="primary" loading={fetcher.state !== "idle"}>
              Send test text
            </Button>
          }
        />
      </BlockStack>
    </fetcher.Form>
  );
}
