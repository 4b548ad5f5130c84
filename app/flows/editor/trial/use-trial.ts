import { useFetcher } from "@remix-run/react";
import { useEffect, useMemo, useState } from "react";
import type { action } from "#app/flows/trial";
import { useKept } from "#app/ui/kept/use-kept";
import type { FlowDocument } from "#domain/flows/definition/document";
import { sampleEvent } from "#domain/flows/trial/event";
import { sortedJson } from "#platform/sorted-json";
import { useShop } from "../../../ui/shop.tsx";
import type { QuestionEvent, TrialQuestion } from "./question.ts";
import { samplePerson } from "./sample-person.ts";

type Answer = Exclude<ReturnType<typeof useFetcher<typeof action>>["data"], undefined>;
export type TrialAnswer = Extract<Answer, { kind: "tried" }>;

export interface TrialState {
  question: TrialQuestion;
  change: (changes: Partial<TrialQuestion>) => void;
  ask: () => void;
  isBusy: boolean;
  /** True when the last question got no answer. */
  hasFailed: boolean;
  /** True when the person has no event of this kind yet. */
  hasNoEvent: boolean;
  /** Null before the first answer, and once the draft or the question has changed. */
  answer: TrialAnswer | null;
}

/** What the form starts with: a sample event now, for a person in the store's country and time zone. */
export function useTrial(flowId: string, document: FlowDocument, country: string | null): TrialState {
  const { currency, timeZone } = useShop();
  const fetcher = useFetcher<typeof action>();
  const { trigger } = document;
  const sample = useMemo(() => sampleEvent({ trigger }, { country, currency }), [trigger, country, currency]);
  // The trigger changed: an event that was made up for the old one doesn't fit.
  const kept = useKept("trial", { version: sortedJson(trigger) });
  const start = useMemo((): TrialQuestion => {
    const person = samplePerson(country, timeZone);
    const event: QuestionEvent = { kind: "made-up", ...sample };
    const happens = { ordered: null, clicked: null, replied: null, custom: {} };
    return { person, event, startsAt: null, happens, reply: "", answers: {} };
  }, [sample, country, timeZone]);
  const [changed, setChanged] = useState<{ question: TrialQuestion; of: TrialQuestion } | null>(null);
  const question = changed?.of === start ? changed.question : start;
  const { fields, restored } = kept;
  useEffect(() => {
    const found = fields.startOf("question", start);
    if (found !== start && !restored?.isOutdated) setChanged({ question: found, of: start });
  }, [fields, start, restored]);
  const [asked, setAsked] = useState<{ document: FlowDocument; question: TrialQuestion } | null>(null);
  const data = fetcher.data as Answer | undefined;
  // A request that failed is answered like a form (shell/requests/guard-fetch.ts).
  const hasFailed = data !== undefined && data !== null && "ok" in data;
  const isCurrent = asked?.document === document && asked.question === question && fetcher.state === "idle";
  const hasAnswer = data !== undefined && fetcher.state === "idle" && !hasFailed;
  const { forget } = kept;
  useEffect(() => {
    if (hasAnswer) forget();
  }, [hasAnswer, forget]);
  return {
    question,
    change(changes) {
      const next = { ...question, ...changes };
      setChanged({ question: next, of: start });
      fields.put("question", next, start);
    },
    ask() {
      setAsked({ document, question });
      const posted = { document: JSON.stringify(document), question: JSON.stringify(question) };
      fetcher.submit(posted, { method: "post", action: `/flows/${flowId}/try` });
    },
    isBusy: fetcher.state !== "idle",
    answer: isCurrent && data && "kind" in data && data.kind === "tried" ? data : null,
    hasNoEvent: isCurrent && data !== undefined && data !== null && "kind" in data && data.kind === "no-event",
    hasFailed: hasFailed && isCurrent,
  };
}
