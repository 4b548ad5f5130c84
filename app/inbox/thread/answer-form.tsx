import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";
import { type KeyboardEvent, useRef } from "react";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { PartCounter } from "../../ui/text/part-counter.tsx";
import type { ConversationData } from "./read.ts";
import { SavedReplyMenu } from "./saved-reply-menu.tsx";

/** `key`: of the thread as it was when the typing began, so that another tab's answer isn't sent a second time. "": as it is now. */
interface Draft {
  body: string;
  key: string;
}

const NOTHING: Draft = { body: "", key: "" };
/** "/hours " at the end: what a saved reply's shortcut is typed as. */
const TYPED_SHORTCUT = /(?:^|\s)\/(?<name>[a-z0-9-]+)\s$/;

export interface AnswerFormProps {
  data: ConversationData;
  fieldId: string;
}

/** The text to a shopper, by hand or begun with a saved reply. Sent by the button or by Ctrl+Enter. */
export function AnswerForm({ data: { conversation, savedReplies, name, upTo }, fieldId }: AnswerFormProps) {
  const { answerKey } = conversation;
  const [draft, setDraft] = useField("draft", NOTHING);
  const sent = useRef("");
  // What was typed while it was on its way stays. After a refusal the next press means the thread as it is then.
  const { send, isBusy, errors } = useAction((answer) =>
    setDraft((now) => (answer.ok && now.body === sent.current ? NOTHING : { ...now, key: "" })),
  );
  const change = (next: (body: string) => string) =>
    setDraft(({ body, key }) => {
      const changed = next(body);
      return changed === "" ? NOTHING : { body: changed, key: key || (isBusy ? "" : answerKey) };
    });
  const saved = useSavedReply(change, fieldId);
  const submit = () => {
    if (isBusy || draft.body.trim() === "") return;
    sent.current = draft.body;
    send({ intent: "answer", body: draft.body, key: draft.key || answerKey, upTo });
  };
  const type = (body: string) => {
    change(() => body);
    const typed = TYPED_SHORTCUT.exec(body);
    const reply = savedReplies.find(({ shortcut }) => shortcut !== null && shortcut === typed?.groups?.name);
    if (typed && reply && body.length > draft.body.length) saved.insert(reply.id, { in: body, at: typed.index });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") (event.target as HTMLElement).blur(); // the field itself
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the field's keys
    <div onKeyDown={onKeyDown}>
      <BlockStack gap="200">
        <TextField
          id={fieldId}
          label={`Text to ${name}`}
          labelHidden
          placeholder="Write a text"
          autoComplete="off"
          multiline={3}
          maxHeight={240}
          value={draft.body}
          onChange={type}
          error={errors.body ?? saved.error ?? false}
        />
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <PartCounter text={draft.body} />
          <InlineStack gap="200">
            <SavedReplyMenu
              replies={savedReplies}
              isBusy={saved.isBusy}
              onChoose={(id) => saved.insert(id, { in: draft.body, at: draft.body.length })}
            />
            <Button variant="primary" loading={isBusy} disabled={draft.body.trim() === ""} onClick={submit}>
              Send
            </Button>
          </InlineStack>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

/** Fills in a saved reply for this person, in place of its shortcut or behind what stands there. What is typed meanwhile stays. */
function useSavedReply(change: (next: (body: string) => string) => void, fieldId: string) {
  const place = useRef({ in: "", at: 0 });
  const { send, isBusy, errors } = useAction<{ body: string }>((answer) => {
    const words = answer.ok && answer.shown?.body;
    if (!words) return;
    const { in: asked, at } = place.current;
    change((body) =>
      body.startsWith(asked) ? append(body.slice(0, at), words) + body.slice(asked.length) : append(body, words),
    );
    document.getElementById(fieldId)?.focus();
  });
  return {
    isBusy,
    error: errors.body,
    insert: (reply: string, where: { in: string; at: number }) => {
      place.current = where;
      send({ intent: "saved-reply", reply });
    },
  };
}

function append(body: string, words: string): string {
  return body === "" || /\s$/.test(body) ? body + words : `${body} ${words}`;
}
