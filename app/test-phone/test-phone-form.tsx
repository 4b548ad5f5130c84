import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";
import { useToast } from "#app/ui/toast";

/** The phone that tests went to last; empty before the first. */
export interface KnownPhone {
  phone: string;
  isProven: boolean;
}

export interface TestPhoneFormProps {
  known: KnownPhone;
  label: string;
  helpText?: string;
  /** Of the button that sends the test. */
  sendLabel: string;
  isDisabled?: boolean;
  isSending: boolean;
  /** What was wrong with the last test. */
  error: string | undefined;
  onSend: (phone: string) => void;
}

/** Send code, enter code, send test. Works on any page: codes are asked for and checked by the home page's action. */
export function TestPhoneForm({ known, label, helpText, error, onSend, ...button }: TestPhoneFormProps) {
  const [phone, setPhone] = useField("phone", known.phone);
  const isProven = known.isProven && isSamePhone(phone, known.phone);
  const sendCode = useFetcher<FormAnswer>();
  const [codeSentTo, setCodeSentTo] = useState("");
  useToast(sendCode.data?.ok ? sendCode.data : undefined);
  const codeError = errorsOf(sendCode.data);
  const hasCode = !isProven && codeSentTo === phone && sendCode.data?.ok === true;
  const askForCode = () => {
    setCodeSentTo(phone);
    void sendCode.submit({ intent: "test-code", phone }, { method: "post", action: "/?index" });
  };
  const wrong = (codeSentTo === phone ? (codeError.phone ?? codeError.form) : undefined) ?? error;
  return (
    <BlockStack gap="200">
      <TextField
        label={label}
        name="phone"
        type="tel"
        autoComplete="tel"
        placeholder="+1 212 555 0123"
        value={phone}
        onChange={setPhone}
        {...(helpText && { helpText })}
        {...(wrong ? { error: wrong } : {})}
      />
      {hasCode && <CodeForm phone={phone} />}
      <InlineStack gap="200">
        {isProven ? (
          <Button
            variant="primary"
            onClick={() => onSend(phone)}
            loading={button.isSending}
            disabled={button.isDisabled ?? false}
          >
            {button.sendLabel}
          </Button>
        ) : (
          <Button onClick={askForCode} loading={sendCode.state !== "idle"} disabled={phone.trim() === ""}>
            {hasCode ? "Send a new code" : "Send code"}
          </Button>
        )}
      </InlineStack>
      {!isProven && !hasCode && (
        <Text as="p" tone="subdued" variant="bodySm">
          Verify your number first. We’ll text you a code. Standard text rate applies.
        </Text>
      )}
    </BlockStack>
  );
}

/** When the code is right, the page's data tells that the phone is proven, and this is gone. */
function CodeForm({ phone }: { phone: string }) {
  const fetcher = useFetcher<FormAnswer>();
  const [code, setCode] = useField("code", "");
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  const errors = errorsOf(fetcher.data);
  const error = errors.code ?? errors.phone ?? errors.form;
  // A wrong code is typed again; one that never arrived is sent again.
  useEffect(() => {
    if (errors.code) setCode("");
  }, [errors.code, setCode]);
  const verify = () =>
    void fetcher.submit({ intent: "test-prove", phone, code }, { method: "post", action: "/?index" });
  return (
    <TextField
      label="Verification code"
      name="code"
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={9}
      value={code}
      onChange={setCode}
      {...(error ? { error } : {})}
      connectedRight={
        <Button variant="primary" onClick={verify} loading={fetcher.state !== "idle"} disabled={code.trim() === ""}>
          Verify number
        </Button>
      }
    />
  );
}

const errorsOf = (answer: FormAnswer | undefined): FieldErrors => (answer && !answer.ok ? answer.errors : {});

/** A number typed without its country code is the same one. A wrong guess is harmless: the server decides. */
function isSamePhone(typed: string, known: string): boolean {
  const digits = typed.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= 7 && known.replace(/\D/g, "").endsWith(digits);
}
