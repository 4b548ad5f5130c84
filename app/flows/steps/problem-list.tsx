import { InlineError } from "@shopify/polaris";

/** What must be put right in a step's settings, below its fields. */
export function ProblemList({ problems, fieldId }: { problems: string[]; fieldId: string }) {
  return (
    <>
      {problems.map((problem) => (
        <InlineError key={problem} fieldID={fieldId} message={problem} />
      ))}
    </>
  );
}
