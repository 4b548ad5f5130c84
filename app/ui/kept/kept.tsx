import { Fragment, type ReactNode } from "react";
import { RestoredNotice } from "./restored-notice.tsx";
import { FieldsOfForm } from "./use-field.ts";
import { type KeptOptions, useKept } from "./use-kept.ts";

export interface KeptProps extends KeptOptions {
  /** Names the form; one of its kind for a record. */
  id: string;
  /** True where a notice that something was restored would say too much: one small field that nothing hangs on. */
  isQuiet?: boolean;
  /** The fields, each with `useField`. Call `forget` when the server has what they hold. */
  children: (forget: () => void) => ReactNode;
}

/** A form without a save bar whose fields are kept in the browser until the server has them. */
export function Kept({ id, isQuiet = false, children, ...options }: KeptProps) {
  const { fields, restored, forget, discard } = useKept(id, options);
  return (
    <FieldsOfForm.Provider value={fields}>
      {!isQuiet && <RestoredNotice restored={restored} onDiscard={discard} />}
      <Fragment key={fields.id}>{children(forget)}</Fragment>
    </FieldsOfForm.Provider>
  );
}
