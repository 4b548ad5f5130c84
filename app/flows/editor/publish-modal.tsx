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
            ? "The flow goes live. What happened before now starts nothing."
            : `Who enters from now on walks version ${number}.`}
        </List.Item>
        {inside > 0 && (
          <List.Item>
            {people(inside)} inside {inside === 1 ? "finishes the version that person" : "finish the version they"}{" "}
            began, with its waits and its texts.
          </List.Item>
        )}
        {state === "paused" && (
          <List.Item>
            The flow is paused and goes live again: those it held go on, unless it is too late for them.
          </List.Item>
        )}
      </List>
    </ConfirmModal>
  );
}
