import { formatPeople } from "#app/ui/format-people";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { PublishModal } from "./publishing/publish-modal.tsx";
import type { FlowData } from "./read.ts";
import type { FlowActions } from "./use-flow-actions.ts";

export interface FlowDialogsProps {
  flow: FlowData["flow"];
  actions: FlowActions;
  pauseSentence: string;
  /** How the flow can start itself, in a sentence. */
  loop: string | null;
}

/** What is asked before the flow as a whole changes for people. */
export function FlowDialogs({ flow, actions, pauseSentence, loop }: FlowDialogsProps) {
  const { asking, askTo, publish, pause, remove, isBusy } = actions;
  const inside = flow.inside.live + flow.inside.older;
  const dialog = { isBusy, onClose: () => askTo(null) };
  return (
    <>
      <PublishModal
        {...dialog}
        isOpen={asking === "publish" && inside === 0}
        name={flow.name}
        state={flow.state}
        number={(flow.live?.number ?? 0) + 1}
        loop={loop}
        onConfirm={() => publish(null)}
      />
      <ConfirmModal
        {...dialog}
        isOpen={asking === "pause"}
        title={`Pause “${flow.name}”?`}
        action="Pause flow"
        onConfirm={pause}
      >
        <p>{pauseSentence}</p>
        <p>
          {inside === 0
            ? "No one is in this flow."
            : `${formatPeople(inside)} ${inside === 1 ? "is" : "are"} in this flow.`}
        </p>
      </ConfirmModal>
      <ConfirmModal
        {...dialog}
        isOpen={asking === "delete"}
        title={`Delete “${flow.name}”?`}
        action="Delete flow"
        isDestructive
        onConfirm={remove}
      >
        <p>No one enters a deleted flow, and its unsent texts are put on hold. You can restore it for 30 days.</p>
        {inside > 0 && (
          <p>
            {formatPeople(inside)} {inside === 1 ? "is" : "are"} in this flow.
          </p>
        )}
      </ConfirmModal>
    </>
  );
}
