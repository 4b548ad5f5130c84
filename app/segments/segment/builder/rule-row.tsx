import { BlockStack, Button, ButtonGroup, InlineError, Select } from "@shopify/polaris";
import { DeleteIcon, DuplicateIcon } from "@shopify/polaris-icons";
import { useEffect, useId, useRef } from "react";
import type { RuleCard } from "#domain/segments/catalogue";
import styles from "./builder.module.css";
import type { BuilderParts } from "./builder-parts.ts";
import { RuleField } from "./fields/rule-field.tsx";
import type { DraftRule, RuleNode } from "./nodes.ts";

export interface RuleRowProps {
  parts: BuilderParts;
  node: RuleNode;
  groupKey: string;
  /** "Rule 2 of 3", for screen readers. */
  place: string;
}

/** One rule: what it is about, whether it must be so or not, and what is to be filled in. */
export function RuleRow({ parts, node, groupKey, place }: RuleRowProps) {
  const { builder, cards, choices, problems, showsAll } = parts;
  const { key, rule } = node;
  const card = cards.find(({ type }) => type === rule.type);
  const row = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const wantsFocus = builder.focus === key;
  useEffect(() => {
    if (wantsFocus) row.current?.querySelector("select")?.focus();
  }, [wantsFocus]);
  const errors = showsAll || builder.touched.has(key) ? problems.get(key) : undefined;
  return (
    <fieldset ref={row} className={styles.rule} aria-label={`${place}: ${card?.label ?? "rule"}`}>
      <BlockStack gap="300">
        <div className={styles.head}>
          <div className={styles.fields}>
            <Select
              label="Condition"
              labelHidden
              options={optionsOf(cards)}
              value={rule.type}
              onChange={(type) => builder.replaceRule(key, blankOf(cards, type))}
            />
            <Select
              label="Is or is not"
              labelHidden
              options={[
                { value: "is", label: "is" },
                { value: "not", label: "is not" },
              ]}
              value={node.isNot ? "not" : "is"}
              onChange={(value) => builder.setNot(key, value === "not")}
            />
          </div>
          <ButtonGroup noWrap>
            <Button
              icon={DuplicateIcon}
              variant="tertiary"
              accessibilityLabel={`Duplicate ${place.toLowerCase()}`}
              onClick={() => builder.duplicate(key)}
            />
            <Button
              icon={DeleteIcon}
              variant="tertiary"
              accessibilityLabel={`Remove ${place.toLowerCase()}`}
              onClick={() => builder.remove(key, groupKey)}
            />
          </ButtonGroup>
        </div>
        <div className={styles.fields}>
          {card?.fields.map((field) => (
            <RuleField
              key={field.name}
              field={field}
              value={rule[field.name]}
              onChange={(value) => builder.changeRule(key, { [field.name]: value }, field.name)}
              choices={choices}
              name={rule.name}
              onChoose={(chosen, name) => builder.changeRule(key, { [field.name]: chosen, name }, field.name)}
              error={errors?.[field.name]}
            />
          ))}
        </div>
        {errors?.[""] && <InlineError message={errors[""]} fieldID={id} />}
      </BlockStack>
    </fieldset>
  );
}

export function blankOf(cards: RuleCard[], type: string): DraftRule {
  return { ...cards.find((card) => card.type === type)?.blank, type };
}

/** By their headings, in the order in which the domain offers them. */
function optionsOf(cards: RuleCard[]) {
  return [...Map.groupBy(cards, ({ group }) => group)].map(([title, those]) => ({
    title,
    options: those.map(({ type, label }) => ({ value: type, label })),
  }));
}
