import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";

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
  const sendCode = useAction();
  const [codeSentTo, setCodeSentTo] = useState("");
  const hasCode = !isProven && codeSentTo === phone && sendCode.answer?.ok === true;
  const askForCode = () => {
    setCodeSentTo(phone);
    sendCode.send({ intent: "test-code", phone }, "/?index");
  };
  const wrong = (codeSentTo === phone ? (sendCode.errors.phone ?? sendCode.errors.form) : undefined) ?? error;
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
          <Button onClick={askForCode} loading={sendCode.isBusy} disabled={phone.trim() === ""}>
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
  const { errors, isBusy, send } = useAction();
  const [code, setCode] = useField("code", "");
  const error = errors.code ?? errors.phone ?? errors.form;
  // A wrong code is typed again; one that never arrived is sent again.
  useEffect(() => {
    if (errors.code) setCode("");
  }, [errors.code, setCode]);
  const verify = () => send({ intent: "test-prove", phone, code }, "/?index");
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
        <Button variant="primary" onClick={verify} loading={isBusy} disabled={code.trim() === ""}>
          Verify number
        </Button>
      }
    />
  );
}

/** A number typed without its country code is the same one. A wrong guess is harmless: the server decides. */
function isSamePhone(typed: string, known: string): boolean {
  const digits = typed.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length >= 7 && known.replace(/\D/g, "").endsWith(digits);
}
