import { List } from "@shopify/polaris";
import { people } from "#app/flows/people";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";

export interface PublishModalProps {
  isOpen: boolean;
  isBusy: boolean;
  name: string;
  state: string;
  /** Of the version that would be made. */
  number: number;
  /** How many are inside earlier versions. */
  inside: number;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what becomes of those who enter, and of those who are inside. */
export function PublishModal({ name, state, number, inside, ...dialog }: PublishModalProps) {
  return (
    <ConfirmModal {...dialog} title={`Publish version ${number} of “${name}”?`} action="Publish">
      <List>
        <List.Item>
          {number === 1
            ? "The flow goes live. Earlier events don’t trigger it."
            : `New entrants get version ${number}.`}
        </List.Item>
        {inside > 0 && (
          <List.Item>
            {people(inside)} already in the flow {inside === 1 ? "finishes" : "finish"} the earlier version.
          </List.Item>
        )}
        {state === "paused" && (
          <List.Item>
            The paused flow goes live again. People on hold continue, unless their texts are past the deadline.
          </List.Item>
        )}
      </List>
    </ConfirmModal>
  );
}
