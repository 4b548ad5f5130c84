import { Checkbox, Select, TextField } from "@shopify/polaris";
import { hourInWords, LONGEST_SETTING, type SettingField } from "#domain/flows/triggers/setting-field";
import { OneOf } from "../one-of.tsx";
import { WholeNumberField } from "../whole-number-field.tsx";
import { WordsField } from "../words-field.tsx";

interface Choice {
  value: string;
  label: string;
}

/** What settings may name. */
export interface SettingChoices {
  segments: Choice[];
  /** Properties whose values are dates. */
  dateProperties: Choice[];
}

export interface TriggerSettingProps {
  field: SettingField;
  settings: Record<string, unknown>;
  choices: SettingChoices;
  error?: string;
  /** Given the settings that change. */
  onChange: (change: Record<string, unknown>) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourInWords(hour) }));

/** One setting of a trigger, by its kind. */
export function TriggerSetting({ field, settings, choices, error, onChange }: TriggerSettingProps) {
  const { name, label, helpText } = field;
  const value = settings[name];
  const asText = typeof value === "string" ? value : "";
  const help = { ...(helpText ? { helpText } : {}), ...(error ? { error } : {}) };
  switch (field.kind) {
    case "whole-number":
      return (
        <WholeNumberField
          label={label}
          value={Number(value)}
          least={field.least ?? 0}
          most={field.most ?? 1_000}
          onChange={(number) => onChange({ [name]: number })}
          {...(helpText ? { helpText } : {})}
        />
      );
    case "text":
      return (
        <TextField
          label={label}
          value={asText}
          maxLength={field.most ?? LONGEST_SETTING}
          onChange={(text) => onChange({ [name]: text })}
          autoComplete="off"
          {...help}
        />
      );
    case "words":
      return (
        <WordsField
          {...{ label, ...help }}
          words={Array.isArray(value) ? value.map(String) : []}
          most={field.most ?? 20}
          longest={LONGEST_SETTING}
          onChange={(words) => onChange({ [name]: words })}
        />
      );
    case "hour":
      return (
        <Select
          label={label}
          options={HOURS}
          value={String(value)}
          onChange={(hour) => onChange({ [name]: Number(hour) })}
          {...help}
        />
      );
    case "date":
      return (
        <TextField
          label={label}
          type="date"
          value={asText}
          onChange={(date) => onChange({ [name]: date === "" ? null : date })}
          autoComplete="off"
          {...help}
        />
      );
    case "yes-no":
      return (
        <Checkbox label={label} checked={value === true} onChange={(isOn) => onChange({ [name]: isOn })} {...help} />
      );
    case "choice": {
      const options = field.choices ?? [];
      return (
        <Select
          label={label}
          options={options.map((it, index) => ({ value: String(index), label: it.label }))}
          value={String(options.findIndex((it) => it.value === value))}
          onChange={(index) => onChange({ [name]: options[Number(index)]?.value })}
          {...help}
        />
      );
    }
    case "segment": {
      const called = name.replace(/Id$/, "Name");
      const nameOf = (id: string) => choices.segments.find((it) => it.value === id)?.label ?? "";
      return (
        <OneOf
          {...{ label, ...help }}
          value={asText}
          options={choices.segments}
          missingLabel={String(settings[called] ?? "") || asText}
          onChoose={(id) => onChange({ [name]: id, [called]: nameOf(id) })}
        />
      );
    }
    case "property":
      return (
        <OneOf
          {...{ label, ...help }}
          value={asText}
          options={choices.dateProperties}
          missingLabel={asText}
          onChoose={(property) => onChange({ [name]: property })}
        />
      );
  }
}
