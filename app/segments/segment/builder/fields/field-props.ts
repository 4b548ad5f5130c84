import type { Field } from "#domain/segments/rules/rule-type";

/** What every field of a rule is given. */
export interface FieldProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What is to be mended, if anything. */
  error: string | undefined;
}
