import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import { useToast } from "#app/ui/toast";

/** Sends a change for the people chosen, says when it is done, and gives back what was wrong with it. */
export function useChange(ids: string[], onDone: () => void) {
  const fetcher = useFetcher<FormAnswer>();
  const { data, state } = fetcher;
  useToast(data?.ok ? data : undefined);
  useEffect(() => {
    if (data?.ok) onDone();
  }, [data, onDone]);
  const errors: FieldErrors = data && !data.ok ? data.errors : {};

  function submit(intent: string, fields: Record<string, string>): void {
    const form = new FormData();
    form.set("intent", intent);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const id of ids) form.append("id", id);
    fetcher.submit(form, { method: "post", action: "/subscribers?index" });
  }

  return {
    submit,
    errors,
    isBusy: state === "submitting",
    people: ids.length === 1 ? "1 person" : `${ids.length} people`,
  };
}
