import { BlockStack, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useDeferredValue, useMemo, useState } from "react";
import type { FieldErrors } from "#app/actions/answer";
import type { Stricter, StricterRule } from "#domain/compliance/stricter";
import type { ShownRule } from "./describe-rule.ts";
import { type Counted, RuleCard } from "./rule-card.tsx";
import styles from "./rule-list.module.css";

export interface RuleListProps {
  rules: ShownRule[];
  chosen: NonNullable<Stricter["rules"]>;
  onChange: (id: string, choice: StricterRule) => void;
  counted: Counted;
  today: string;
  errors: FieldErrors;
}

const EVERYWHERE = "";
const NO_CHOICE: StricterRule = {};

/** The rules, to be looked through by words or by place. */
export function RuleList({ rules, chosen, onChange, counted, today, errors }: RuleListProps) {
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(EVERYWHERE);
  const places = useMemo(
    () => [...new Set(rules.map((rule) => rule.place))].sort((one, other) => one.localeCompare(other, "en")),
    [rules],
  );
  // The list may come a moment after the key: laying out eighty cards must not hold up the typing.
  const words = useDeferredValue(typed.trim().toLowerCase());
  const searchable = useMemo(() => new Map(rules.map((rule) => [rule.id, textOf(rule)])), [rules]);
  const isShown = (rule: ShownRule) =>
    (place === EVERYWHERE || rule.place === place) && (searchable.get(rule.id) ?? "").includes(words);
  const shown = new Set(rules.filter(isShown).map((rule) => rule.id));
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <FormLayout>
            <FormLayout.Group>
              <TextField
                label="Search rules"
                type="search"
                autoComplete="off"
                placeholder="Sunday, Texas, stop"
                clearButton
                onClearButtonClick={() => setTyped("")}
                value={typed}
                onChange={setTyped}
              />
              <Select
                label="State or country"
                options={[{ label: "All locations", value: EVERYWHERE }, ...places]}
                value={place}
                onChange={setPlace}
              />
            </FormLayout.Group>
          </FormLayout>
          <Text as="p" tone="subdued">
            <span role="status">
              {shown.size === rules.length ? `${rules.length} rules` : `${shown.size} of ${rules.length} rules`}
            </span>
          </Text>
        </BlockStack>
      </Card>
      {shown.size === 0 && (
        <Card>
          <Text as="p">No rules found. Clear the search, or choose all locations.</Text>
        </Card>
      )}
      {rules.map((rule) => (
        // Hidden, not unmounted: eighty cards made again would come back long after the search is cleared.
        <div key={rule.id} className={styles.rule} hidden={!shown.has(rule.id)}>
          <RuleCard
            rule={rule}
            choice={chosen[rule.id] ?? NO_CHOICE}
            onChange={onChange}
            counted={counted}
            isAhead={rule.effectiveFrom > today}
            error={errors[rule.id]}
          />
        </div>
      ))}
    </BlockStack>
  );
}

function textOf({ name, place, does, note, sources, id }: ShownRule): string {
  return [name, place, ...does, note ?? "", id, ...sources.map((source) => source.name)].join(" ").toLowerCase();
}
