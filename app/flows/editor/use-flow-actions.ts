import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { FlowDocument } from "#domain/flows/definition/document";
import type { Choices } from "#domain/flows/versions/moving/choices";

export type Question = "publish" | "pause" | "delete";

export interface FlowActions {
  /** What the merchant is being asked to confirm. */
  asking: Question | null;
  askTo: (question: Question | null) => void;
  /** With what happens to the people inside; null: they stay in their version. */
  publish: (move: Choices | null) => void;
  pause: () => void;
  resume: () => void;
  duplicate: () => void;
  remove: () => void;
  isBusy: boolean;
  /** Why the last one was refused. */
  error: string | null;
}

/** What a merchant does to the flow as a whole. Publishing takes the draft along, saved or not. */
export function useFlowActions(
  { document, base }: { document: FlowDocument; base: string },
  liveNumber: number,
): FlowActions {
  const [asking, askTo] = useState<Question | null>(null);
  const { refusal, isBusy, send } = useAction(() => askTo(null));
  return {
    asking,
    askTo,
    publish: (move) =>
      send({
        ...{ intent: "publish", document: JSON.stringify(document), base, seen: String(liveNumber) },
        ...(move ? { move: JSON.stringify(move) } : {}),
      }),
    pause: () => send({ intent: "pause" }),
    resume: () => send({ intent: "resume" }),
    duplicate: () => send({ intent: "duplicate" }),
    remove: () => send({ intent: "delete" }),
    isBusy,
    error: refusal,
  };
}
