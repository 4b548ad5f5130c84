import { BlockStack } from "@shopify/polaris";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DailyCapField } from "./daily-cap-field.tsx";
import { KillSwitch } from "./kill-switch.tsx";
import type { SendingData } from "./read.ts";

/** The switch that stops all sending, and the daily spending limit. */
export function SendingPage({ data: { cap, today, version, ...stop } }: { data: SendingData }) {
  return (
    <SettingsPage title="Spending and stop">
      <BlockStack gap="600">
        <SettingsSection
          title="Stop all sending"
          description="Stops every campaign, flow and order text of your store at once. Only the confirmations of a STOP still go, because the law asks for them."
        >
          <KillSwitch {...stop} />
        </SettingsSection>
        <SettingsSection
          title="Spend cap per day"
          description="The most that texts may cost in one day of your store’s time zone, at list price. Marketing texts that no longer fit wait for the next day, unless they expire first. Order texts and answers to STOP count, but are never stopped by it."
        >
          <SaveBarForm id="daily-spend-cap" version={version}>
            {(errors) => (
              <>
                <input type="hidden" name="intent" value="cap" />
                <DailyCapField cap={cap} today={today} error={errors.dailySpendCap} />
              </>
            )}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
