import { Button, InlineStack, Text } from "@shopify/polaris";
import type { FlowDocument } from "#domain/flows/definition/document";
import { sortedJson } from "#platform/sorted-json";
import styles from "./editor.module.css";
import type { Draft } from "./use-draft.ts";
import { useUndoToast } from "./use-undo-toast.ts";

export interface DraftLineProps {
  draft: Draft;
  /** True when people would walk something else than what is on the screen. */
  isChanged: boolean;
  /** What discarding goes back to. */
  original: FlowDocument;
  live: { number: number } | null;
  onPut: (document: FlowDocument) => void;
}

/** Whether what is on the screen is kept, and whether it is what people walk. */
export function DraftLine({ draft, isChanged, original, live, onPut }: DraftLineProps) {
  const { document, isSaving, error } = draft;
  const offerUndo = useUndoToast(draft);
  const isOriginal = sortedJson(document) === sortedJson(original);

  function discard(): void {
    onPut(original);
    offerUndo("Changes discarded", original);
  }

  return (
    <div className={styles.line}>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div aria-live="polite">
          <Text as="p" variant="bodySm" tone={error ? "critical" : "subdued"}>
            {error ?? said(isSaving, isChanged, live)}
          </Text>
        </div>
        {!isOriginal && (
          <Button variant="plain" tone="critical" onClick={discard}>
            {live ? `Revert to version ${live.number}` : "Revert to the original"}
          </Button>
        )}
      </InlineStack>
    </div>
  );
}

function said(isSaving: boolean, isChanged: boolean, live: { number: number } | null): string {
  if (isSaving) return "Saving draft…";
  if (!isChanged) return `This is the live version, version ${live?.number}.`;
  return live ? `Draft saved. Version ${live.number} is still live.` : "Draft saved.";
}
