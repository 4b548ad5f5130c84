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
        title="Stricter for everyone"
        description="The rules below apply automatically. You can make them stricter, but not looser. Order confirmations and replies to STOP or HELP are exempt."
      >
        <EverywhereCard chosen={chosen} onChange={(change) => setChosen((before) => ({ ...before, ...change }))} />
      </SettingsSection>
      <SettingsSection
        title="All rules"
        description="If a person may be in several places, the rules of all of them apply. Hours are in the recipient’s local time. Not legal advice: where sources differ, we use the stricter one."
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
      <SettingsSection title="Not covered" description="Rules our sources mention that aren’t enforced yet.">
        <LeftOutCard leftOut={leftOut} />
      </SettingsSection>
    </BlockStack>
  );
}
