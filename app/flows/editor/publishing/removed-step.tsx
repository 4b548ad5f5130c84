import { Select } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import { quoted } from "#domain/flows/definition/quoted";
import type { Choice } from "#domain/flows/versions/moving/choices";
import type { PeopleAtStep } from "#domain/flows/versions/moving/preview";

export interface RemovedStepProps {
  step: PeopleAtStep;
  value: Choice;
  onChange: (value: Choice) => void;
}

/** Asks what happens to the people at a step that the new version lacks. */
export function RemovedStep({ step: { count, sentence, next }, value, onChange }: RemovedStepProps) {
  const goOn = next === null ? "Finish the flow: no step follows" : `Continue now at ${quoted(next)}`;
  return (
    <Select
      label={`${formatPeople(count)} at ${quoted(sentence)}, which was removed`}
      options={[
        { value: "next", label: goOn },
        { value: "stay", label: "Finish the version they started" },
        ...(next === null ? [] : [{ value: "leave", label: "Leave the flow" }]),
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen as Choice)} // one of the options above
    />
  );
}
