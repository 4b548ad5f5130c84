import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import type { RulesData } from "./read.ts";
import { RuleChoices } from "./rule-choices.tsx";

/** Every compliance rule, and where the shop is stricter. */
export function RulesPage({ data: { version, ...data } }: { data: RulesData }) {
  return (
    <SettingsPage title="Compliance rules">
      <SaveBarForm id="compliance-rules" version={version}>
        {(errors) => <RuleChoices {...data} errors={errors} />}
      </SaveBarForm>
    </SettingsPage>
  );
}
