import { BlockStack, Button, Card, InlineError, InlineStack, Text, TextField } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { TestPhoneForm } from "../../test-phone/test-phone-form.tsx";
import { Kept } from "../../ui/kept/kept.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { StaffData } from "./read.ts";

/** Add, verify by a code, remove. */
export function StaffPage({ data: { staff, known } }: { data: StaffData }) {
  return (
    <SettingsPage title="Staff numbers">
      <SettingsSection
        title="Staff numbers"
        description="Flows can text your own team, for example about a large order. Each number is verified by a code. Texting STOP from a number ends its texts."
      >
        <BlockStack gap="400">
          {staff.length > 0 && (
            <Card>
              <BlockStack gap="300">
                {staff.map((it) => (
                  <StaffLine key={it.id} {...it} />
                ))}
              </BlockStack>
            </Card>
          )}
          <Card>
            <Kept id="staff">{(forget) => <AddForm known={known} onTaken={forget} />}</Kept>
          </Card>
        </BlockStack>
      </SettingsSection>
    </SettingsPage>
  );
}

function StaffLine({ id, name, phone }: StaffData["staff"][number]) {
  const { isBusy, refusal, send } = useAction();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="span">{`${name} · ${phone}`}</Text>
        <Button loading={isBusy} accessibilityLabel={`Remove ${name}`} onClick={() => send({ intent: "remove", id })}>
          Remove
        </Button>
      </InlineStack>
      {refusal && <InlineError fieldID={`staff-${id}`} message={refusal} />}
    </BlockStack>
  );
}

function AddForm({ known, onTaken }: { known: StaffData["known"]; onTaken: () => void }) {
  const [name, setName] = useField("name", "");
  const { errors, isBusy, send } = useAction((answer) => {
    if (!answer.ok) return;
    onTaken();
    setName("");
  });
  return (
    <BlockStack gap="300">
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        value={name}
        onChange={setName}
        error={errors.name ?? errors.form ?? false}
      />
      <TestPhoneForm
        known={known}
        label="Mobile number"
        sendLabel="Add number"
        isSending={isBusy}
        error={errors.phone}
        onSend={(phone) => send({ intent: "add", name, phone })}
      />
    </BlockStack>
  );
}
