import { useState } from "react";
import { useKeys } from "#app/inbox/use-keys";
import { MenuButton } from "./menu-button.tsx";
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
  const choices = [...people, ...(assigneeId === null ? [] : [{ id: null, name: "No one" }])];
  return (
    <MenuButton
      label="Assign"
      isBusy={isBusy}
      isOpen={isOpen}
      setOpen={setOpen}
      items={choices.map(({ id, name }) => ({
        id: `assign-${id}`,
        content: name,
        ...(id !== null && id === assigneeId && { active: true, helpText: "Assigned" }),
        truncate: true,
        onAction: () => {
          if (id !== assigneeId) onChoose(id);
        },
      }))}
    />
  );
}
