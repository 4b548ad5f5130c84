import { ActionList, Box, Button, Link, Popover, Text } from "@shopify/polaris";
import { useState } from "react";

export interface SavedReplyMenuProps {
  replies: { id: string; name: string; shortcut: string | null }[];
  isBusy: boolean;
  onChoose: (id: string) => void;
}

/** The store's saved replies, each with the shortcut that does the same. */
export function SavedReplyMenu({ replies, isBusy, onChoose }: SavedReplyMenuProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      preferredPosition="above"
      activator={
        <Button disclosure loading={isBusy} onClick={() => setOpen((before) => !before)}>
          Saved replies
        </Button>
      }
    >
      {replies.length > 0 && (
        <ActionList
          actionRole="menuitem"
          items={replies.map(({ id, name, shortcut }) => ({
            content: name,
            ...(shortcut && { helpText: `Type /${shortcut} and a space` }),
            onAction: () => {
              setOpen(false);
              onChoose(id);
            },
          }))}
        />
      )}
      <Box padding="300">
        {replies.length === 0 && <Text as="p">No saved replies yet.</Text>}
        <Link url="/settings/saved-replies">Manage saved replies</Link>
      </Box>
    </Popover>
  );
}
