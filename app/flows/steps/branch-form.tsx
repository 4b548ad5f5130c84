import { BlockStack, Select } from "@shopify/polaris";
import { QuestionCircleIcon } from "@shopify/polaris-icons";
import type { Condition } from "#domain/flows/steps/condition";
import { AmountField } from "../number-field.tsx";
import { AnswerFields } from "./branch/answer-fields.tsx";
import { EventFields } from "./branch/event-fields.tsx";
import { PeopleFields } from "./branch/people-fields.tsx";
import { ReplyFields } from "./branch/reply-fields.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const branchForm = stepForm(QuestionCircleIcon, BranchForm);

const questions: Record<Condition["kind"], { label: string; begin: Condition }> = {
  "ordered-since-start": { label: "they ordered since the flow started", begin: { kind: "ordered-since-start" } },
  "clicked-since-start": { label: "they tapped a link since the flow started", begin: { kind: "clicked-since-start" } },
  "replied-since-start": { label: "they replied since the flow started", begin: { kind: "replied-since-start" } },
  "reply-says": { label: "their reply says…", begin: { kind: "reply-says", saying: "yes", words: [] } },
  "event-property": {
    label: "the event’s property is…",
    begin: { kind: "event-property", condition: { property: "", compare: "is", value: "" } },
  },
  answer: {
    label: "the value of an earlier step is…",
    begin: { kind: "answer", tag: "", compare: "known", value: "" },
  },
  segment: { label: "the person matches conditions…", begin: { kind: "segment", rules: { type: "and", rules: [] } } },
  "total-at-least": { label: "the total is at least…", begin: { kind: "total-at-least", micros: 0 } },
  "first-order": { label: "they had never ordered before", begin: { kind: "first-order" } },
};

const kinds = Object.entries(questions).map(([value, { label }]) => ({ value, label }));

/** Which question parts the two paths. */
function BranchForm({ config, onChange, problems, around }: StepFormProps<{ condition: Condition }>) {
  const { condition } = config;
  const put = (changed: Condition) => onChange({ condition: changed });
  return (
    <BlockStack gap="300">
      <Select
        label="If"
        options={kinds}
        value={condition.kind}
        onChange={(kind) => put(questions[kind as Condition["kind"]].begin)} // the options' own values
      />
      {condition.kind === "total-at-least" && (
        <AmountField label="Amount" micros={condition.micros} onChange={(micros) => put({ ...condition, micros })} />
      )}
      {condition.kind === "reply-says" && <ReplyFields condition={condition} onChange={put} />}
      {condition.kind === "event-property" && (
        <EventFields
          condition={condition.condition}
          trigger={around.trigger}
          onChange={(changed) => put({ ...condition, condition: changed })}
        />
      )}
      {condition.kind === "answer" && (
        <AnswerFields condition={condition} mergeTags={around.mergeTags} onChange={put} />
      )}
      {condition.kind === "segment" && (
        <PeopleFields
          rules={condition.rules}
          choices={around.choices}
          onChange={(rules) => put({ kind: "segment", rules: rules as typeof condition.rules })} // plain JSON
        />
      )}
      <ProblemList problems={problems} fieldId="condition" />
    </BlockStack>
  );
}
