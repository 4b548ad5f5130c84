import type { ShouldRevalidateFunction } from "@remix-run/react";
import type { FormAnswer } from "./answer.ts";

/**
 * When a page's data is read again after an action: after each one, except
 * - what leads away: the page may be about something that was just deleted;
 * - an answer of another shape than a form's: the page only asked for something, and nothing changed;
 * - an intent in `keeps`: the page knows what it posted;
 * - a refusal, with `keepsRefused`: nothing changed, and the form holds what the merchant wrote.
 *
 * Every route with an action exports it as `shouldRevalidate`.
 */
export function revalidation({ keeps = [], keepsRefused = false }: Exceptions = {}): ShouldRevalidateFunction {
  return ({ actionResult, formData, defaultShouldRevalidate }) => {
    if (actionResult === undefined) return defaultShouldRevalidate;
    const answer: FormAnswer | null = isAnswer(actionResult) ? actionResult : null;
    const isKept =
      answer === null ||
      answer.leadsTo !== undefined ||
      keeps.includes(String(formData?.get("intent") ?? "save")) ||
      (keepsRefused && !answer.ok);
    return isKept ? false : defaultShouldRevalidate;
  };
}

interface Exceptions {
  keeps?: string[];
  keepsRefused?: boolean;
}

function isAnswer(result: unknown): result is FormAnswer {
  return typeof result === "object" && result !== null && "ok" in result;
}
