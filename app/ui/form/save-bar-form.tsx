import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack } from "@shopify/polaris";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { useIntentRefusal } from "#app/access/use-refusal";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import { useAction } from "#app/actions/use-action";
import { FieldsOfForm } from "#app/ui/kept/use-field";
import { useKept } from "#app/ui/kept/use-kept";
import { RestoredNotice } from "../kept/restored-notice.tsx";
import { focusFirstError } from "./focus-first-error.ts";
import styles from "./save-bar-form.module.css";
import { useUnsaved } from "./use-unsaved.ts";

const NONE: FieldErrors = {};

export interface SaveBarFormProps {
  /** Names the bar; one of its kind on a page. */
  id: string;
  /** The fields, given the problems by field. Each keeps its own state by `useField`, so that "Discard" can begin them again. */
  children: (errors: FieldErrors, form: { forget: () => void }) => ReactNode;
  /** Where it posts to; the page itself when absent. */
  action?: string;
  /** Called once for each time the action took it. */
  onSaved?: () => void;
  /** Which record it is of, where the page's path does not tell. */
  record?: string;
  /** Of the record as it was loaded: posted along, so that what another tab saved since is not overwritten. */
  version?: string;
  /** What it asks for, when that isn't "save": by it the form knows who may. */
  intent?: string;
}

/**
 * A form under the admin's save bar. The bar is steered by us instead of by `data-save-bar`, which takes every
 * submission for saved: here it stays open, and the first wrong field gets the focus, when the action refuses.
 * What is typed is kept in the browser until the action took it.
 */
export function SaveBarForm({ id, children, action: to, onSaved, record, version, intent = "save" }: SaveBarFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const submitted = useRef("");
  const [discarded, setDiscarded] = useState<FormAnswer>();
  const { fields, restored, forget, discard } = useKept(id, {
    ...(record === undefined ? {} : { record }),
    ...(version === undefined ? {} : { version }),
  });
  const { isUnsaved, contents, markSaved, check } = useUnsaved(form);
  const action = useAction((answer) => {
    if (!answer.ok) return focusFirstError(form.current);
    markSaved(submitted.current);
    if (answer.leadsTo !== undefined || contents() === submitted.current) forget();
    onSaved?.();
  });
  const refusal = useIntentRefusal(intent);
  const { answer, isBusy } = action;
  const errors = answer === discarded ? NONE : action.errors;

  // biome-ignore lint/correctness/useExhaustiveDependencies: after the fields began again
  useEffect(check, [fields]);

  return (
    <action.Form
      method="post"
      // Our sentences say what to do, and stand by the field; the browser's bubble would come first.
      noValidate
      ref={form}
      onSubmit={() => {
        submitted.current = contents();
      }}
      onReset={() => {
        discard();
        setDiscarded(answer);
      }}
      {...(to ? { action: to } : {})}
    >
      <SaveBar id={id} open={isUnsaved} discardConfirmation>
        <button
          type="button"
          variant="primary"
          {...(isBusy ? { loading: "" } : {})}
          onClick={() => form.current?.requestSubmit()}
        >
          Save
        </button>
        <button type="button" disabled={isBusy} onClick={() => form.current?.reset()}>
          Discard
        </button>
      </SaveBar>
      {intent !== "save" && <input type="hidden" name="intent" value={intent} />}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <BlockStack gap="400">
        {refusal && <Banner>{refusal}</Banner>}
        {errors.form && (
          <div data-form-error>
            <Banner tone="critical">{errors.form}</Banner>
          </div>
        )}
        <RestoredNotice restored={restored} onDiscard={() => form.current?.reset()} />
        <FieldsOfForm.Provider value={fields}>
          <fieldset disabled={refusal !== null} className={styles.fields}>
            <Fragment key={fields.id}>{children(errors, { forget })}</Fragment>
          </fieldset>
        </FieldsOfForm.Provider>
      </BlockStack>
    </action.Form>
  );
}
