import { Banner, BlockStack, Box, Button, ButtonGroup } from "@shopify/polaris";
import { useState } from "react";
import { useKeys } from "#app/inbox/use-keys";
import { Kept } from "../../ui/kept/kept.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { NoteForm } from "./note-form.tsx";
import type { ConversationData } from "./read.ts";
import { TextingState } from "./texting-state.tsx";

/** The field that the key R leads to. */
const COMPOSER_ID = "inbox-composer";

/** Where a text or a note is written; for who can't be texted the reason, and notes alone. What is typed is kept in the browser. */
export function Composer({ data }: { data: ConversationData }) {
  const { composer, conversation } = data;
  const [isNote, setNote] = useState(false);
  useKeys({ r: () => document.getElementById(COMPOSER_ID)?.focus() });
  const showsNote = isNote || composer.kind === "refused";
  return (
    <Box padding="400">
      <BlockStack gap="300">
        {composer.kind === "refused" ? (
          <Banner tone="warning">{composer.sentence}</Banner>
        ) : (
          <>
            <TextingState data={data} />
            <ButtonGroup variant="segmented">
              <Button pressed={!isNote} onClick={() => setNote(false)}>
                Text
              </Button>
              <Button pressed={isNote} onClick={() => setNote(true)}>
                Note
              </Button>
            </ButtonGroup>
          </>
        )}
        <Kept id={showsNote ? "note" : "answer"} key={String(showsNote)} record={conversation.id} isQuiet>
          {() => (showsNote ? <NoteForm fieldId={COMPOSER_ID} /> : <AnswerForm data={data} fieldId={COMPOSER_ID} />)}
        </Kept>
      </BlockStack>
    </Box>
  );
}
