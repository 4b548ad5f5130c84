import { List } from "@shopify/polaris";
import { ConfirmModal } from "../../../ui/form/confirm-modal.tsx";
import { GOES_LIVE_AGAIN } from "./goes-live-again.ts";

export interface PublishModalProps {
  isOpen: boolean;
  isBusy: boolean;
  name: string;
  state: string;
  /** Of the version that would be made. */
  number: number;
  /** How the flow can start itself, in a sentence. */
  loop: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what happens to new entrants of a flow that has no one inside. With people inside, the panel asks (publish-panel.tsx). */
export function PublishModal({ name, state, number, loop, ...dialog }: PublishModalProps) {
  return (
    <ConfirmModal {...dialog} title={`Publish version ${number} of “${name}”?`} action="Publish">
      <List>
        <List.Item>
          {number === 1
            ? "The flow goes live. Earlier events don’t trigger it."
            : `New entrants get version ${number}.`}
        </List.Item>
        {state === "paused" && <List.Item>{GOES_LIVE_AGAIN}</List.Item>}
        {loop && <List.Item>{`The flow can start itself: ${loop}`}</List.Item>}
      </List>
    </ConfirmModal>
  );
}
