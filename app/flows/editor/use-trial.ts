import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { action } from "#app/flows/trial";
import { useKept } from "#app/ui/kept/use-kept";
import type { FlowDocument } from "#domain/flows/definition/document";

export interface TrialQuestion {
  /** Empty: a sample shopper. */
  subscriberId: string;
  hasOrdered: boolean;
  isFirstOrder: boolean;
  /** In units of the shop's currency, as typed. */
  total: string;
}

export type TrialAnswer = Exclude<ReturnType<typeof useFetcher<typeof action>>["data"], undefined>;

export interface TrialState {
  question: TrialQuestion;
  change: (changes: Partial<TrialQuestion>) => void;
  ask: () => void;
  isBusy: boolean;
  /** True when the last question got no answer. */
  hasFailed: boolean;
  /** Null before the first, and as soon as the draft or the question is another. */
  answer: TrialAnswer | null;
}

const START: TrialQuestion = { subscriberId: "", hasOrdered: false, isFirstOrder: true, total: "42" };

export function useTrial(flowId: string, document: FlowDocument): TrialState {
  const fetcher = useFetcher<typeof action>();
  const kept = useKept("trial");
  const [question, setQuestion] = useState(START);
  const [asked, setAsked] = useState<{ document: FlowDocument; question: TrialQuestion } | null>(null);
  useEffect(() => setQuestion(kept.fields.startOf("question", START)), [kept.fields]);
  // A request that failed is answered like a form (shell/requests/guard-fetch.ts).
  const hasFailed = fetcher.data !== undefined && fetcher.data !== null && "ok" in fetcher.data;
  const isCurrent = asked?.document === document && asked.question === question;
  const hasAnswer = fetcher.data !== undefined && fetcher.state === "idle" && !hasFailed;
  const { forget } = kept;
  useEffect(() => {
    if (hasAnswer) forget();
  }, [hasAnswer, forget]);
  return {
    question,
    change(changes) {
      const changed = { ...question, ...changes };
      setQuestion(changed);
      kept.fields.put("question", changed, START);
    },
    ask() {
      setAsked({ document, question });
      const posted = { document: JSON.stringify(document), question: JSON.stringify(question) };
      fetcher.submit(posted, { method: "post", action: `/flows/${flowId}/try` });
    },
    isBusy: fetcher.state !== "idle",
    answer: isCurrent && fetcher.state === "idle" && !hasFailed ? (fetcher.data ?? null) : null,
    hasFailed: hasFailed && isCurrent,
  };
}
