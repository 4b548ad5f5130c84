import { ActionList, type ActionListProps, Button, Popover } from "@shopify/polaris";

export interface MenuButtonProps {
  label: string;
  isBusy: boolean;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  items: NonNullable<ActionListProps["items"]>;
}

/** A button that opens a menu. Choosing an item closes it. */
export function MenuButton({ label, isBusy, isOpen, setOpen, items }: MenuButtonProps) {
  return (
    <Popover
      active={isOpen}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      activator={
        <Button disclosure disabled={isBusy} onClick={() => setOpen(!isOpen)}>
          {label}
        </Button>
      }
    >
      <ActionList actionRole="menuitem" onActionAnyItem={() => setOpen(false)} items={items} />
    </Popover>
  );
}
