import { useFetcher } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import type { FormAnswer } from "../form-answer.ts";
import { useToast } from "./toast.ts";

export interface SaveBarFormProps {
  /** The fields, given what to mend by field. Each keeps its own state, so that "Discard" can begin them anew. */
  children: (errors: Record<string, string>) => ReactNode;
  /** Where it posts to; the page itself when absent. */
  action?: string;
}

/**
 * A form under the admin's save bar: App Bridge watches `data-save-bar`, submits on "Save" and resets on "Discard". What
 * the action refuses comes back by the field, and the bar with it.
 */
export function SaveBarForm({ children, action }: SaveBarFormProps) {
  const fetcher = useFetcher<FormAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const [generation, setGeneration] = useState(0);
  const errors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
  useToast(fetcher.data?.ok ? fetcher.data : undefined);

  useEffect(() => {
    if (!fetcher.data || fetcher.data.ok) return;
    // App Bridge took the submission for saved.
    form.current?.dispatchEvent(new Event("change", { bubbles: true }));
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [fetcher.data]);

  return (
    <fetcher.Form
      method="post"
      ref={form}
      data-save-bar
      data-discard-confirmation
      onReset={() => setGeneration((before) => before + 1)}
      {...(action ? { action } : {})}
    >
      {errors.form && <Banner tone="critical">{errors.form}</Banner>}
      <Fragment key={generation}>{children(errors)}</Fragment>
    </fetcher.Form>
  );
}
