import { Text } from "@shopify/polaris";
import { ConfirmModal } from "../ui/form/confirm-modal.tsx";

export interface CancelModalProps {
  isOpen: boolean;
  isBusy: boolean;
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function CancelModal({ name, ...dialog }: CancelModalProps) {
  return (
    <ConfirmModal {...dialog} title={`Cancel “${name}”?`} action="Cancel campaign" isDestructive>
      <Text as="p">
        Remaining recipients won’t get it. This cannot be undone; pause the campaign instead if you may want to go on.
      </Text>
    </ConfirmModal>
  );
}
