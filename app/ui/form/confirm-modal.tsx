import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Box } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface ConfirmModalProps {
  isOpen: boolean;
  /** A question or the thing about to happen: "Send to 2,000 people now?" */
  title: string;
  /** The verb on the button: "Send campaign". */
  action: string;
  /** On the button that does nothing. */
  keep?: string;
  isDestructive?: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What will happen, in full. No form fields: App Bridge may show it outside of the page. */
  children: ReactNode;
}

/** Asks before what cannot be taken back, in the admin's own dialog. */
export function ConfirmModal(props: ConfirmModalProps) {
  const {
    isOpen,
    title,
    action,
    keep = "Cancel",
    isDestructive = false,
    isBusy = false,
    onConfirm,
    onClose,
    children,
  } = props;
  return (
    <Modal open={isOpen} onHide={onClose}>
      <Box padding="400">{children}</Box>
      <TitleBar title={title}>
        <button
          type="button"
          variant="primary"
          {...(isDestructive ? { tone: "critical" } : {})}
          {...(isBusy ? { loading: "" } : {})}
          onClick={onConfirm}
        >
          {action}
        </button>
        <button type="button" onClick={onClose}>
          {keep}
        </button>
      </TitleBar>
    </Modal>
  );
}
