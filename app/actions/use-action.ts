import { useFetcher, useNavigate } from "@remix-run/react";
import { useCallback, useEffect } from "react";
import type { FieldErrors, FormAnswer } from "./answer.ts";

const NONE: FieldErrors = {};

export interface PageAction<Shown = undefined> {
  /** The last one; undefined before the first. */
  answer: FormAnswer<Shown> | undefined;
  /** What was refused, by field. */
  errors: FieldErrors;
  /** The first error, for a page that shows errors in one place; null without errors. */
  refusal: string | null;
  /** From the press until the page shows what came of it, or until it is refused. */
  isBusy: boolean;
  /** What is on its way; undefined when nothing is. */
  posted: FormData | undefined;
  /** Posts to the page itself, or to `action`. */
  send: (fields: Record<string, string> | FormData, action?: string) => void;
  /** A form that posts the same way. */
  Form: ReturnType<typeof useFetcher>["Form"];
}

/**
 * Posts what a form, a button or a dialog decided, shows the answer's toast and follows where it leads. `isQuiet` shows no
 * toast: the page says it in its own way. `undo` is offered with the toast.
 */
export function useAction<Shown = undefined>(
  onAnswer?: (answer: FormAnswer<Shown>) => void,
  { isQuiet = false, undo = null }: { isQuiet?: boolean; undo?: (() => void) | null } = {},
): PageAction<Shown> {
  const fetcher = useFetcher<unknown>();
  const navigate = useNavigate();
  // Remix gives a Date back as a Date (single fetch), so what arrives is what answerAction sent.
  const answer = fetcher.data as FormAnswer<Shown> | undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (!answer) return;
    if (answer.ok && answer.said && !isQuiet)
      window.shopify?.toast.show(answer.said, undo ? { action: "Undo", onAction: undo } : {});
    onAnswer?.(answer);
    if (answer.leadsTo !== undefined) navigate(answer.leadsTo);
  }, [answer]);
  const { submit } = fetcher;
  const send = useCallback<PageAction["send"]>(
    (fields, action) => submit(fields, { method: "post", ...(action ? { action } : {}) }),
    [submit],
  );
  const refused = answer?.ok === false ? answer : null;
  const errors: FieldErrors = refused?.errors ?? NONE;
  return {
    ...{ answer, errors, send, Form: fetcher.Form, posted: fetcher.formData },
    refusal: Object.values(errors)[0] ?? null,
    // While the page reads its data again after a refusal, the form can be sent again: a busy button would swallow Enter.
    isBusy: fetcher.state === "submitting" || (fetcher.state === "loading" && refused === null),
  };
}
