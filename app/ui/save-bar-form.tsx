import { useFetcher } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack } from "@shopify/polaris";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import type { FormAnswer } from "../form-answer.ts";
import { useToast } from "./toast.ts";
import { useUnsaved } from "./use-unsaved.ts";

export interface SaveBarFormProps {
  /** Names the bar; one of its kind on a page. */
  id: string;
  /** The fields, given what to mend by field. Each keeps its own state, so that "Discard" can begin them anew. */
  children: (errors: Record<string, string>) => ReactNode;
  /** Where it posts to; the page itself when absent. */
  action?: string;
  /** Called once for each time the action took it. */
  onSaved?: () => void;
}

/**
 * A form under the admin's save bar. The bar is steered by us instead of by `data-save-bar`, which takes every
 * submission for saved: here it stays open, and the first wrong field gets the focus, when the action refuses.
 */
export function SaveBarForm({ id, children, action, onSaved }: SaveBarFormProps) {
  const fetcher = useFetcher<FormAnswer>();
  const form = useRef<HTMLFormElement>(null);
  const submitted = useRef("");
  const saved = useRef(onSaved);
  saved.current = onSaved;
  const [generation, setGeneration] = useState(0);
  const [discarded, setDiscarded] = useState<FormAnswer>();
  const { isUnsaved, contents, markSaved } = useUnsaved(form);
  const errors: Record<string, string> =
    fetcher.data && fetcher.data !== discarded && !fetcher.data.ok ? fetcher.data.errors : {};
  const isSaving = fetcher.state !== "idle";
  useToast(fetcher.data?.ok ? fetcher.data : undefined);

  useEffect(() => {
    if (!fetcher.data) return;
    if (fetcher.data.ok) {
      markSaved(submitted.current);
      saved.current?.();
    } else form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [fetcher.data, markSaved]);

  return (
    <fetcher.Form
      method="post"
      // Our sentences say what to do, and stand by the field; the browser's bubble would come first.
      noValidate
      ref={form}
      onSubmit={() => {
        submitted.current = contents();
      }}
      onReset={() => {
        setGeneration((before) => before + 1);
        setDiscarded(fetcher.data);
      }}
      {...(action ? { action } : {})}
    >
      <SaveBar id={id} open={isUnsaved} discardConfirmation>
        <button
          type="button"
          variant="primary"
          {...(isSaving ? { loading: "" } : {})}
          onClick={() => form.current?.requestSubmit()}
        >
          Save
        </button>
        <button type="button" disabled={isSaving} onClick={() => form.current?.reset()}>
          Discard
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        <Fragment key={generation}>{children(errors)}</Fragment>
      </BlockStack>
    </fetcher.Form>
  );
}
