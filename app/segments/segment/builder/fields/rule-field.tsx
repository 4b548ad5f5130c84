import { BlockStack, Checkbox, InlineError, InlineStack, Select, TextField } from "@shopify/polaris";
import { useId } from "react";
import type { Choices } from "#app/segments/segment/choices";
import type { Choice } from "#domain/segments/suggestions";
import styles from "../builder.module.css";
import type { FieldProps } from "./field-props.ts";
import { NumberField } from "./number-field.tsx";
import { PeriodField } from "./period-field.tsx";
import { SeveralField } from "./several-field.tsx";

export interface RuleFieldProps extends FieldProps {
  choices: Choices;
  /** How the rule calls what it names by its id. */
  name: unknown;
  /** Names something by its id, and keeps how it is called. */
  onChoose: (id: string, name: string) => void;
}

/** One thing to fill in of a rule, by its kind. */
export function RuleField({ choices, name, onChoose, ...props }: RuleFieldProps) {
  const { field } = props;
  const suggested = field.suggest ? choices[field.suggest] : [];
  switch (field.kind) {
    case "whole-number":
    case "money":
      return (
        <div className={styles.shortField}>
          <NumberField {...props} kind={field.kind} />
        </div>
      );
    case "period":
      return <PeriodField {...props} />;
    case "choice":
      return (
        <div className={styles.field}>
          <ChoiceField {...props} />
        </div>
      );
    case "choices":
      return <ChoicesField {...props} />;
    case "one-of":
      return (
        <div className={styles.field}>
          <OneOfField {...props} options={suggested} name={name} onChoose={onChoose} />
        </div>
      );
    case "text":
      return (
        <div className={styles.field}>
          <TextValueField {...props} />
        </div>
      );
    case "places":
      return (
        <div className={styles.wideField}>
          <SeveralField {...props} choices={choices.places} takesOthers={false} />
        </div>
      );
    case "words":
      return (
        <div className={styles.wideField}>
          <SeveralField {...props} choices={suggested} takesOthers />
        </div>
      );
  }
}

function ChoiceField({ field, value, onChange, error }: FieldProps) {
  return (
    <Select
      label={field.label}
      options={field.choices ?? []}
      value={String(value)}
      onChange={(chosen) => onChange(typeof value === "boolean" ? chosen === "true" : chosen)}
      {...(error ? { error } : {})}
    />
  );
}

function TextValueField({ field, value, onChange, error }: FieldProps) {
  return (
    <TextField
      label={field.label}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
      maxLength={255}
      autoComplete="off"
      {...(error ? { error } : {})}
    />
  );
}

function ChoicesField({ field, value, onChange, error }: FieldProps) {
  const id = useId();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <fieldset className={styles.choices}>
      <legend>{field.label}</legend>
      <BlockStack gap="100">
        <InlineStack gap="400">
          {field.choices?.map((choice) => (
            <Checkbox
              key={choice.value}
              label={choice.label}
              checked={chosen.includes(choice.value)}
              onChange={(isOn) =>
                onChange(isOn ? [...chosen, choice.value] : chosen.filter((it) => it !== choice.value))
              }
              {...(error ? { ariaDescribedBy: id } : {})}
            />
          ))}
        </InlineStack>
        {error && <InlineError message={error} fieldID={id} />}
      </BlockStack>
    </fieldset>
  );
}

type OneOfProps = FieldProps & Pick<RuleFieldProps, "name" | "onChoose"> & { options: Choice[] };

/** What was chosen stays to be chosen, also when it is not among the newest any more. */
function OneOfField({ field, value, options, name, onChoose, error }: OneOfProps) {
  const current = typeof value === "string" ? value : "";
  const isListed = current === "" || options.some((it) => it.value === current);
  const all = isListed ? options : [{ value: current, label: String(name ?? current) }, ...options];
  const what = field.label.toLowerCase();
  return (
    <Select
      label={field.label}
      placeholder={all.length > 0 ? `Choose a ${what}` : `No ${what.replace(/y$/, "ie")}s yet`}
      options={all}
      value={current}
      onChange={(id) => onChoose(id, all.find((it) => it.value === id)?.label ?? "")}
      {...(error ? { error } : {})}
    />
  );
}
