import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";
import type { FlowDocument } from "#domain/flows/definition/document";

export type Question = "publish" | "pause";

export interface FlowActions {
  /** What the merchant is being asked to confirm. */
  asking: Question | null;
  askTo: (question: Question | null) => void;
  publish: () => void;
  pause: () => void;
  resume: () => void;
  isBusy: boolean;
  /** Why the last one was refused. */
  error: string | null;
}

/** What a merchant does to the flow as a whole. Publishing takes the draft along, saved or not. */
export function useFlowActions({ document, base }: { document: FlowDocument; base: string }): FlowActions {
  const fetcher = useFetcher<FormAnswer>();
  const { data, submit, state } = fetcher;
  const [asking, askTo] = useState<Question | null>(null);
  useToast(data?.ok ? data : undefined);
  useEffect(() => {
    if (data) askTo(null);
  }, [data]);
  const send = (fields: Record<string, string>) => submit(fields, { method: "post" });
  return {
    asking,
    askTo,
    publish: () => send({ intent: "publish", document: JSON.stringify(document), base }),
    pause: () => send({ intent: "pause" }),
    resume: () => send({ intent: "resume" }),
    isBusy: state !== "idle",
    error: data && !data.ok ? (Object.values(data.errors)[0] ?? null) : null,
  };
}
