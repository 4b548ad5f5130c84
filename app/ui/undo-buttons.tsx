import { Button, ButtonGroup } from "@shopify/polaris";
import { RedoIcon, UndoIcon } from "@shopify/polaris-icons";

export interface UndoButtonsProps {
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
}

/** Undo and redo, side by side. */
export function UndoButtons({ canUndo, canRedo, undo, redo }: UndoButtonsProps) {
  return (
    <ButtonGroup noWrap gap="extraTight">
      <Button icon={UndoIcon} variant="tertiary" accessibilityLabel="Undo" disabled={!canUndo} onClick={undo} />
      <Button icon={RedoIcon} variant="tertiary" accessibilityLabel="Redo" disabled={!canRedo} onClick={redo} />
    </ButtonGroup>
  );
}
