import { Checkbox, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { hourInWords, LONGEST_SETTING, type SettingField } from "#domain/flows/triggers/setting-field";

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
  /** Given the settings that change. */
  onChange: (change: Record<string, unknown>) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourInWords(hour) }));

/** One setting of a trigger, by its kind. */
export function TriggerSetting({ field, settings, choices, onChange }: TriggerSettingProps) {
  const { name, label, helpText } = field;
  const value = settings[name];
  const help = helpText ? { helpText } : {};
  switch (field.kind) {
    case "whole-number":
      return <WholeNumber field={field} value={Number(value)} onChange={(number) => onChange({ [name]: number })} />;
    case "text":
      return (
        <TextField
          label={label}
          value={typeof value === "string" ? value : ""}
          maxLength={field.most ?? LONGEST_SETTING}
          onChange={(text) => onChange({ [name]: text })}
          autoComplete="off"
          {...help}
        />
      );
    case "words":
      return <Words field={field} value={value} onChange={(words) => onChange({ [name]: words })} />;
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
          value={typeof value === "string" ? value : ""}
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
          {...{ label, value, help }}
          options={choices.segments}
          usualLabel={String(settings[called] ?? "")}
          onChoose={(id) => onChange({ [name]: id, [called]: nameOf(id) })}
        />
      );
    }
    case "property":
      return (
        <OneOf
          {...{ label, value, help }}
          options={choices.dateProperties}
          usualLabel={String(value ?? "")}
          onChoose={(property) => onChange({ [name]: property })}
        />
      );
  }
}

interface OneOfProps {
  label: string;
  value: unknown;
  options: Choice[];
  /** What was chosen is called so if it is not among the options any more. */
  usualLabel: string;
  help: { helpText?: string };
  onChoose: (value: string) => void;
}

function OneOf({ label, value, options, usualLabel, help, onChoose }: OneOfProps) {
  const chosen = typeof value === "string" ? value : "";
  const isListed = chosen === "" || options.some((it) => it.value === chosen);
  return (
    <Select
      label={label}
      placeholder={options.length > 0 ? "Choose one" : "None yet"}
      options={isListed ? options : [{ value: chosen, label: usualLabel || chosen }, ...options]}
      value={chosen}
      onChange={onChoose}
      {...help}
    />
  );
}

/** Words with commas between them, which stay as they are typed. */
function Words({
  field: { label, helpText, most = 20 },
  value,
  onChange,
}: {
  field: SettingField;
  value: unknown;
  onChange: (words: string[]) => void;
}) {
  const stored = Array.isArray(value) ? value.map(String) : [];
  const [typed, setTyped] = useState(stored.join(", "));
  const wordsIn = (text: string) =>
    text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .slice(0, most);
  // Undoing changes the words from outside.
  const shown = wordsIn(typed).join() === stored.join() ? typed : stored.join(", ");
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(typedNow) => {
        const text = shortened(typedNow);
        setTyped(text);
        onChange(wordsIn(text));
      }}
      autoComplete="off"
      {...(helpText ? { helpText } : {})}
    />
  );
}

/** Each word cut to what a setting may be. */
function shortened(text: string): string {
  const cut = (word: string) => word.slice(0, word.length - word.trimStart().length + LONGEST_SETTING);
  return text.split(",").map(cut).join(",");
}

/** What is half typed stays as it is typed, and changes nothing until it is a number within the bounds. */
function WholeNumber({
  field: { label, least = 0, most = 1_000, helpText },
  value,
  onChange,
}: {
  field: SettingField;
  value: number;
  onChange: (value: number) => void;
}) {
  const [typing, setTyping] = useState({ text: String(value), of: value });
  // Undoing changes the number from outside.
  const text = typing.of === value ? typing.text : String(value);
  const isWithin = (typed: string) => /^-?\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
  return (
    <TextField
      label={label}
      type="number"
      min={least}
      max={most}
      value={text}
      onChange={(typed) => {
        setTyping({ text: typed, of: isWithin(typed) ? Number(typed) : value });
        if (isWithin(typed)) onChange(Number(typed));
      }}
      autoComplete="off"
      {...(isWithin(text) ? {} : { error: `Enter a whole number from ${least} to ${most}.` })}
      {...(helpText ? { helpText } : {})}
    />
  );
}
