import { useEffect, useState } from "react";
import type { EstimateAnswer } from "#app/campaigns/estimate";
import type { Draft } from "./draft.ts";
import type { Start } from "./start.ts";

/** Long enough that a typed word asks once. */
const PAUSE_MS = 400;

export interface Estimate {
  /** The latest answer; null before the first. */
  answer: EstimateAnswer | null;
  /** True while it is of what stood there before. */
  isStale: boolean;
  /** True when the last question got no answer. */
  hasFailed: boolean;
}

/** What the draft (of a campaign that is stored, unless its id is "") would cost, asked again after each pause in typing. An answer that was overtaken is dropped. */
export function useEstimate(draft: Draft, start: Start, campaignId: string): Estimate {
  const [estimate, setEstimate] = useState<Estimate>({ answer: null, isStale: true, hasFailed: false });
  const question = JSON.stringify({ ...draft, ...start, campaignId });
  useEffect(() => {
    const asking = new AbortController();
    setEstimate((before) => ({ ...before, isStale: true }));
    const timer = setTimeout(() => {
      fetchEstimate(question, asking.signal).then(
        (answer) => setEstimate({ answer, isStale: false, hasFailed: false }),
        () => !asking.signal.aborted && setEstimate(({ answer }) => ({ answer, isStale: true, hasFailed: true })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [question]);
  return estimate;
}

async function fetchEstimate(question: string, signal: AbortSignal): Promise<EstimateAnswer> {
  const body = new URLSearchParams(JSON.parse(question) as Record<string, string>); // made of texts above
  // App Bridge adds the session token. A fetcher would load the page's own data again after each answer.
  const response = await fetch("/campaigns/estimate", { method: "POST", body, signal });
  if (!response.ok) throw new Error(`The estimate failed with status ${response.status}.`);
  return (await response.json()) as EstimateAnswer;
}
