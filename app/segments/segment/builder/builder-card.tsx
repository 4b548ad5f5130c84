import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { KeyboardEvent } from "react";
import { UndoButtons } from "../../../ui/undo-buttons.tsx";
import styles from "./builder.module.css";
import type { BuilderParts } from "./builder-parts.ts";
import { RuleGroup } from "./rule-group.tsx";

export interface BuilderCardProps {
  parts: BuilderParts;
  /** The rules read as a sentence, as far as they are complete. */
  sentence: string;
  /** How many they are, in words; for narrow screens. */
  size: string;
}

/** The rules as a sentence, and below it as what they are made of. */
export function BuilderCard({ parts, sentence, size }: BuilderCardProps) {
  const { builder } = parts;
  return (
    // Where the cursor stands in a text, the browser's own undo is what is meant.
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut beside the two buttons, which do the same
    <div onKeyDown={(event) => onShortcut(event, builder)}>
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
            <BlockStack gap="100">
              <Text as="h2" variant="headingSm" tone="subdued">
                Conditions
              </Text>
              <div aria-live="polite">
                <Text as="p" variant="headingMd" fontWeight="medium" breakWord>
                  {sentence}
                </Text>
              </div>
              <div className={styles.onPhone}>
                <Text as="p" tone="subdued" numeric>
                  {size}
                </Text>
              </div>
            </BlockStack>
            <UndoButtons canUndo={builder.canUndo} canRedo={builder.canRedo} undo={builder.undo} redo={builder.redo} />
          </InlineStack>
          <RuleGroup parts={parts} node={builder.root} groupKey={null} place="Conditions" level={0} />
        </BlockStack>
      </Card>
    </div>
  );
}

function onShortcut(event: KeyboardEvent, { undo, redo }: BuilderParts["builder"]): void {
  if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
}
