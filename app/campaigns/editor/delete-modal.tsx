import { Text } from "@shopify/polaris";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";

export interface DeleteModalProps {
  isOpen: boolean;
  isBusy: boolean;
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function DeleteModal({ name, ...dialog }: DeleteModalProps) {
  return (
    <ConfirmModal {...dialog} title={`Delete “${name}”?`} action="Delete draft" keep="Cancel" isDestructive>
      <Text as="p">This can’t be undone. No texts were sent.</Text>
    </ConfirmModal>
  );
}
