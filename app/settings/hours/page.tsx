import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { CapFields } from "./cap-fields.tsx";
import { HoursFields } from "./hours-fields.tsx";
import type { HoursData } from "./read.ts";

/** Texting hours and the frequency cap. */
export function HoursPage({ data: { hours, cap, version } }: { data: HoursData }) {
  return (
    <SettingsPage title="Quiet hours and frequency">
      <SaveBarForm id="hours-settings" version={version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Quiet hours"
              description="Marketing texts are only sent between these times, in the recipient’s time zone. Texts due in quiet hours are sent when quiet hours end. Order confirmations and replies to STOP or HELP are exempt."
            >
              <HoursFields hours={hours} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Frequency cap"
              description="Limits how many marketing texts one person gets from campaigns and flows combined."
            >
              <CapFields cap={cap} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Legal limits"
              description="Your hours can be stricter than the law, not looser. If a person may be in several places, only hours allowed in all of them apply."
            >
              <Card>
                <Text as="p">
                  In the United States, marketing texts are allowed from 8 AM to 9 PM (47 CFR 64.1200(c)(1)). Several
                  states and countries are stricter. Cartbell follows each of them automatically.{" "}
                  <Link url="/settings/rules">View all rules or make them stricter</Link>
                </Text>
              </Card>
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
