import { BlockStack, Checkbox, FormLayout, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { countryNames } from "#app/ui/country-names";
import { COUNTRY_ZONES } from "#domain/places/countries";
import { AddPerson } from "../../../segments/list/add-person.tsx";
import { useShop } from "../../../ui/shop.tsx";
import { WordsField } from "../../words-field.tsx";
import { Details } from "./details.tsx";
import { MadeUpProperties } from "./made-up-properties.tsx";
import type { QuestionPerson } from "./question.ts";
import { type MadeUpPerson, samplePerson } from "./sample-person.ts";

export interface PersonFieldsProps {
  person: QuestionPerson;
  choices: { value: string; label: string }[];
  asksFirstOrder: boolean;
  onChange: (person: QuestionPerson) => void;
}

const CONSENT = [
  { value: "subscribed", label: "Subscribed" },
  { value: "never", label: "Never opted in" },
  { value: "unsubscribed", label: "Opted out" },
];

/** A subscriber, or a person who is made up. */
export function PersonFields({ person, choices, asksFirstOrder, onChange }: PersonFieldsProps) {
  const { timeZone } = useShop();
  const [found, setFound] = useState<{ value: string; label: string }[]>([]);
  const subscribers = [...found, ...choices.filter(({ value }) => !found.some((it) => it.value === value))];
  const sample = { value: "", label: "Sample person" };
  const chosen = person.kind === "subscriber" ? person.id : "";
  const choose = (id: string) => onChange(id === "" ? samplePerson("US", timeZone) : { kind: "subscriber", id });
  return (
    <BlockStack gap="300">
      <Select label="Test as" options={[sample, ...subscribers]} value={chosen} onChange={choose} />
      <AddPerson
        label="Find a subscriber"
        helpText="Runs with their own data."
        onAdd={(id, label) => {
          setFound((before) => [{ value: id, label }, ...before.filter(({ value }) => value !== id)]);
          choose(id);
        }}
      />
      {person.kind === "made-up" && (
        <Details label="Change the sample person">
          <MadeUp person={person} asksFirstOrder={asksFirstOrder} onChange={onChange} />
        </Details>
      )}
    </BlockStack>
  );
}

const US_ZONES = [
  ...["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"],
  ...["America/Anchorage", "Pacific/Honolulu"],
];

/** Those of the country, and the one that is chosen. */
function zonesOf({ country, timeZone }: MadeUpPerson): string[] {
  const own = country === null ? [] : country === "US" ? US_ZONES : [COUNTRY_ZONES[country] ?? []].flat();
  return [...new Set([...own, ...(timeZone ? [timeZone] : [])])];
}

interface MadeUpProps {
  person: MadeUpPerson;
  asksFirstOrder: boolean;
  onChange: (person: MadeUpPerson) => void;
}

function MadeUp({ person, asksFirstOrder, onChange }: MadeUpProps) {
  const set = (part: Partial<MadeUpPerson>) => onChange({ ...person, ...part });
  const offered = zonesOf(person);
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <Select
          label="Country"
          placeholder="Unknown"
          options={countryNames()}
          value={person.country ?? ""}
          onChange={(country) => set({ country, region: null, timeZone: COUNTRY_ZONES[country] ?? null })}
        />
        <Select
          label="Time zone"
          placeholder="Unknown"
          options={offered.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          value={person.timeZone ?? ""}
          onChange={(zone) => set({ timeZone: zone })}
        />
      </FormLayout.Group>
      {person.country === "US" && (
        <TextField
          label="State"
          value={person.region ?? ""}
          maxLength={2}
          onChange={(text) => set({ region: /^[A-Z]{2}$/i.test(text) ? text.toUpperCase() : text || null })}
          autoComplete="off"
          helpText="Optional, such as TX. Some states have stricter quiet hours."
        />
      )}
      <TextField
        label="First name"
        value={person.firstName}
        maxLength={255}
        onChange={(firstName) => set({ firstName })}
        autoComplete="off"
      />
      <Select
        label="Consent"
        options={CONSENT}
        value={person.marketing}
        onChange={(to) => set({ marketing: to as MadeUpPerson["marketing"] })} // the options' own values
      />
      <WordsField
        label="Tags"
        words={person.tags}
        most={50}
        longest={255}
        helpText="Optional. Separate tags with commas."
        onChange={(tags) => set({ tags })}
      />
      <MadeUpProperties properties={person.properties} onChange={(properties) => set({ properties })} />
      {asksFirstOrder && (
        <Checkbox
          label="First-time customer"
          checked={person.isFirstOrder}
          onChange={(isFirstOrder) => set({ isFirstOrder })}
        />
      )}
    </FormLayout>
  );
}
