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
    <ConfirmModal {...dialog} title={`Cancel “${name}”?`} keep="Keep campaign" action="Cancel campaign" isDestructive>
      <Text as="p">
        Remaining recipients won’t get it. This can’t be undone. To continue later, pause the campaign instead.
      </Text>
    </ConfirmModal>
  );
}
