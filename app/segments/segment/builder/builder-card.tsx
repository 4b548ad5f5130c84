import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { RedoIcon, UndoIcon } from "@shopify/polaris-icons";
import type { KeyboardEvent } from "react";
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
            <ButtonGroup noWrap>
              <Button
                icon={UndoIcon}
                variant="tertiary"
                accessibilityLabel="Undo"
                disabled={!builder.canUndo}
                onClick={builder.undo}
              />
              <Button
                icon={RedoIcon}
                variant="tertiary"
                accessibilityLabel="Redo"
                disabled={!builder.canRedo}
                onClick={builder.redo}
              />
            </ButtonGroup>
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
