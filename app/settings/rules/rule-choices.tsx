import { BlockStack } from "@shopify/polaris";
import { useCallback } from "react";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";
import type { Stricter, StricterRule } from "#domain/compliance/stricter";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { ShownRule } from "./describe-rule.ts";
import { EverywhereCard } from "./everywhere-card.tsx";
import { LeftOutCard } from "./left-out-card.tsx";
import type { Counted } from "./rule-card.tsx";
import { RuleList } from "./rule-list.tsx";

export interface RuleChoicesProps {
  stricter: Stricter;
  rules: ShownRule[];
  counted: Counted;
  leftOut: { name: string; why: string }[];
  /** "2026-11-24": a rule of a later day is still ahead. */
  today: string;
  errors: FieldErrors;
}

/** Every rule, and what the merchant makes stricter; posts the choices as one field. */
export function RuleChoices({ stricter, rules, counted, leftOut, today, errors }: RuleChoicesProps) {
  const [chosen, setChosen] = useField("stricter", stricter);
  const changeRule = useCallback(
    (id: string, choice: StricterRule) =>
      setChosen((before) => ({ ...before, rules: { ...before.rules, [id]: choice } })),
    [setChosen],
  );
  return (
    <BlockStack gap="600">
      <HiddenField name="stricter" value={JSON.stringify(chosen)} />
      <SettingsSection
        title="Stricter everywhere"
        description="The rules below are kept by themselves. You can add to them, never take away. Order confirmations and answers to STOP or HELP are exempt."
      >
        <EverywhereCard chosen={chosen} onChange={(change) => setChosen((before) => ({ ...before, ...change }))} />
      </SettingsSection>
      <SettingsSection
        title="Every rule"
        description="Where the evidence about a person points to several places, the rules of all of them apply. Hours are the recipient’s own. Not legal advice: where sources differ, the stricter one is kept."
      >
        <RuleList
          rules={rules}
          chosen={chosen.rules ?? {}}
          onChange={changeRule}
          counted={counted}
          today={today}
          errors={errors}
        />
      </SettingsSection>
      <SettingsSection title="Left out" description="What our sources mention and is not kept yet.">
        <LeftOutCard leftOut={leftOut} />
      </SettingsSection>
    </BlockStack>
  );
}
