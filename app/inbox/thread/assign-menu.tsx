import { ActionList, Button, Popover } from "@shopify/polaris";
import { useState } from "react";
import { useKeys } from "#app/inbox/use-keys";
import type { ConversationData } from "./read.ts";

export interface AssignMenuProps {
  data: Pick<ConversationData, "conversation" | "people">;
  isBusy: boolean;
  /** Null for no one. */
  onChoose: (memberId: string | null) => void;
}

/** The store's people who can answer, and no one. Opened by its button or the key A. */
export function AssignMenu({ data: { conversation, people }, isBusy, onChoose }: AssignMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const assigneeId = conversation.assignee?.id ?? null;
  useKeys({ a: () => !isBusy && setOpen(true) });
  const choose = (memberId: string | null) => {
    setOpen(false);
    if (memberId !== assigneeId) onChoose(memberId);
  };
  const choices = [...people, ...(assigneeId === null ? [] : [{ id: null, name: "No one" }])];
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      activator={
        <Button disclosure disabled={isBusy} onClick={() => setOpen((before) => !before)}>
          Assign
        </Button>
      }
    >
      <ActionList
        actionRole="menuitem"
        items={choices.map(({ id, name }) => ({
          id: `assign-${id}`,
          content: name,
          ...(id !== null && id === assigneeId && { active: true, helpText: "Assigned" }),
          truncate: true,
          onAction: () => choose(id),
        }))}
      />
    </Popover>
  );
}
