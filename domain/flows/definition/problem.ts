/** Something in a setting that must be put right before publishing. */
export interface FieldProblem {
  /** The setting, by its name in the document: "minutes", "settings.words", "filter.event.0". */
  field: string;
  message: string;
}

/** The same with its place in a flow. */
export interface Problem extends FieldProblem {
  /** Null: it is about the trigger or the flow as a whole. */
  stepId: string | null;
}

/** These sentences, each about the same setting. */
export function problemsIn(field: string, messages: readonly string[]): FieldProblem[] {
  return messages.map((message) => ({ field, message }));
}
