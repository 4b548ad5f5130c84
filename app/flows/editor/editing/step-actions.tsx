import { ActionList, Button, ButtonGroup, Popover } from "@shopify/polaris";
import {
  ArrowDownIcon,
  ArrowUpIcon,
  ClipboardIcon,
  DeleteIcon,
  DuplicateIcon,
  MenuHorizontalIcon,
} from "@shopify/polaris-icons";
import { useState } from "react";
import type { Editing } from "./use-editing.ts";

/** What can be done to the open step as a whole. */
export function StepActions({ stepId, editing }: { stepId: string; editing: Editing }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <ButtonGroup noWrap gap="extraTight">
      <Button
        icon={ArrowUpIcon}
        variant="tertiary"
        accessibilityLabel="Move up"
        onClick={() => editing.move(stepId, "up")}
      />
      <Button
        icon={ArrowDownIcon}
        variant="tertiary"
        accessibilityLabel="Move down"
        onClick={() => editing.move(stepId, "down")}
      />
      <Popover
        active={isOpen}
        onClose={() => setOpen(false)}
        autofocusTarget="first-node"
        preferredAlignment="right"
        activator={
          <Button
            icon={MenuHorizontalIcon}
            variant="tertiary"
            accessibilityLabel="More step actions"
            onClick={() => setOpen(!isOpen)}
          />
        }
      >
        <ActionList
          actionRole="menuitem"
          onActionAnyItem={() => setOpen(false)}
          items={[
            { content: "Copy step", icon: ClipboardIcon, onAction: () => editing.copy(stepId, "step") },
            {
              content: "Copy from here to the end",
              icon: ClipboardIcon,
              onAction: () => editing.copy(stepId, "path"),
            },
            { content: "Duplicate", icon: DuplicateIcon, onAction: () => editing.duplicate(stepId) },
            { content: "Cut", icon: ClipboardIcon, onAction: () => editing.cut(stepId) },
            { content: "Delete", icon: DeleteIcon, destructive: true, onAction: () => editing.remove(stepId) },
          ]}
        />
      </Popover>
    </ButtonGroup>
  );
}
