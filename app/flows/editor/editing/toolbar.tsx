import { BlockStack, Box, Button, InlineStack, Popover, Text } from "@shopify/polaris";
import { KeyboardIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Draft } from "#app/flows/editor/use-draft";
import { UndoButtons } from "../../../ui/undo-buttons.tsx";
import styles from "./toolbar.module.css";
import type { Editing } from "./use-editing.ts";

export interface ToolbarProps {
  draft: Pick<Draft, "canUndo" | "canRedo">;
  editing: Editing;
  /** What was just done, for screen readers. */
  said: string;
}

/** Undo, redo, and what the keyboard does. */
export function Toolbar({ draft, editing, said }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <InlineStack align="space-between">
        <UndoButtons canUndo={draft.canUndo} canRedo={draft.canRedo} undo={editing.undo} redo={editing.redo} />
        <Shortcuts />
      </InlineStack>
      <div aria-live="polite" className={styles.said}>
        {said}
      </div>
    </div>
  );
}

const SHORTCUTS = [
  ["Arrow keys", "Go to another step"],
  ["Enter", "Open the step"],
  ["Esc", "Close the step"],
  ["Alt + ↑ or ↓", "Move the step up or down"],
  ["Ctrl + C, X, V", "Copy, cut, paste after the step"],
  ["Ctrl + Shift + C", "Copy from the step to the end"],
  ["Delete", "Delete the step"],
  ["Ctrl + Z", "Undo"],
  ["Ctrl + Shift + Z", "Redo"],
] as const;

function Shortcuts() {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.shortcuts}>
      <Popover
        active={isOpen}
        onClose={() => setOpen(false)}
        preferredAlignment="right"
        activator={
          <Button
            icon={KeyboardIcon}
            variant="tertiary"
            accessibilityLabel="Keyboard shortcuts"
            onClick={() => setOpen(!isOpen)}
          />
        }
      >
        <Box padding="400">
          <BlockStack gap="200">
            {SHORTCUTS.map(([keys, does]) => (
              <InlineStack key={keys} align="space-between" gap="600" wrap={false}>
                <Text as="span">{does}</Text>
                <Text as="span" tone="subdued">
                  {keys}
                </Text>
              </InlineStack>
            ))}
          </BlockStack>
        </Box>
      </Popover>
    </div>
  );
}
