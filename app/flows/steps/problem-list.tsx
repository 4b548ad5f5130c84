import { InlineError } from "@shopify/polaris";
import type { FieldProblem } from "#domain/flows/definition/problem";

export interface ProblemListProps {
  problems: FieldProblem[];
  fieldId: string;
  /** Fields that show their problems themselves. */
  except?: readonly string[];
}

/** What must be put right in a step's settings, below its fields. */
export function ProblemList({ problems, fieldId, except = [] }: ProblemListProps) {
  return (
    <>
      {problems
        .filter(({ field }) => !except.includes(field))
        .map(({ message }) => (
          <InlineError key={message} fieldID={fieldId} message={message} />
        ))}
    </>
  );
}

/** What a field of Polaris shows of its own problems. */
export function errorOf(problems: FieldProblem[], field: string): { error?: string } {
  const own = problems.filter((it) => it.field === field).map(({ message }) => message);
  return own.length > 0 ? { error: own.join(" ") } : {};
}
