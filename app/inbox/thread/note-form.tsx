import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";
import { useRef } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";

const NOTHING = { body: "", key: "" };

/** A note that only the store's people see. `key` is made with its first letter: one note, however often it is sent. */
export function NoteForm({ fieldId }: { fieldId: string }) {
  const [draft, setDraft] = useField("draft", NOTHING);
  const sent = useRef("");
  const { send, isBusy, errors } = useAction((answer) => {
    if (answer.ok) setDraft((now) => (now.body === sent.current ? NOTHING : { ...now, key: crypto.randomUUID() }));
  });
  const write = (body: string) => setDraft(({ key }) => ({ body, key: key || crypto.randomUUID() }));
  const submit = () => {
    sent.current = draft.body;
    send({ intent: "note", ...draft });
  };
  return (
    <BlockStack gap="200">
      <TextField
        id={fieldId}
        label="Note"
        autoComplete="off"
        multiline={3}
        maxHeight={240}
        maxLength={2000}
        value={draft.body}
        onChange={write}
        error={errors.note ?? false}
        helpText="Only people in your store see notes."
      />
      <InlineStack align="end">
        <Button loading={isBusy} disabled={draft.body.trim() === ""} onClick={submit}>
          Add note
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
