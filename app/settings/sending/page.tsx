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
    <SettingsPage title="Spending limits and pause">
      <BlockStack gap="600">
        <SettingsSection
          title="Stop all sending"
          description="Immediately stops all campaign, flow and order texts from your store. Only STOP confirmations are still sent, as required by law."
        >
          <KillSwitch {...stop} />
        </SettingsSection>
        <SettingsSection
          title="Daily spending limit"
          description="The most your texts can cost per day in your store’s time zone, at list price. Marketing texts over the limit wait until the next day, unless they expire first. Order texts and STOP confirmations count toward the limit but are always sent."
        >
          <SaveBarForm id="daily-spend-cap" version={version} intent="cap">
            {(errors) => <DailyCapField cap={cap} today={today} error={errors.dailySpendCap} />}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
