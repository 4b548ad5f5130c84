import { BlockStack, Checkbox, InlineError } from "@shopify/polaris";
import type { Choices } from "#app/segments/segment/choices";
import type { FieldProblem } from "#domain/flows/definition/problem";
import { PeopleFields } from "../steps/branch/people-fields.tsx";

export interface PeopleFilterProps {
  /** Rules of a segment, which may be unfinished. Null: everyone. */
  people: unknown;
  choices: Choices;
  problems: FieldProblem[];
  onChange: (people: unknown) => void;
}

/** Conditions about the people to whom the event happens. */
export function PeopleFilter({ people, choices, problems, onChange }: PeopleFilterProps) {
  return (
    <BlockStack gap="300">
      <Checkbox
        label="Only people who match conditions"
        checked={people !== null}
        onChange={(isOn) => onChange(isOn ? { type: "and", rules: [] } : null)}
      />
      {people !== null && <PeopleFields rules={people} choices={choices} onChange={onChange} />}
      {problems
        .filter(({ field }) => field === "filter.people")
        .map(({ message }) => (
          <InlineError key={message} fieldID="filter-people" message={message} />
        ))}
    </BlockStack>
  );
}
