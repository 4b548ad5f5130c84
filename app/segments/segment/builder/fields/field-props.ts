import type { Field } from "#domain/segments/rules/rule-type";

/** What every field of a rule is given. */
export interface FieldProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  /** The problem of the field, if any. */
  error: string | undefined;
}
