import { useFetcher, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import type { FormAnswer } from "#app/form-answer";
import { useToast } from "#app/ui/toast";

const NONE: Record<string, string> = {};

/** `leadsTo` is the page that comes next. */
export type OrderAnswer = FormAnswer & { leadsTo?: string };

export interface Order {
  /** What was refused, by field. */
  errors: Record<string, string>;
  isBusy: boolean;
  /** Posts to the page itself, or to `action`. */
  send: (fields: Record<string, string>, action?: string) => void;
}

/** Posts what a button or a dialog decided, says what came of it and follows where the answer leads. */
export function useOrder(onAnswer: (answer: OrderAnswer) => void): Order {
  const fetcher = useFetcher<OrderAnswer>();
  const navigate = useNavigate();
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (!fetcher.data) return;
    onAnswer(fetcher.data);
    if (fetcher.data.leadsTo) navigate(fetcher.data.leadsTo);
  }, [fetcher.data]);
  return {
    errors: fetcher.data && !fetcher.data.ok ? fetcher.data.errors : NONE,
    isBusy: fetcher.state !== "idle",
    send: (fields, action) => fetcher.submit(fields, { method: "post", ...(action ? { action } : {}) }),
  };
}
