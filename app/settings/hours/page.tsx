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
    <SettingsPage title="Texting hours and frequency">
      <SaveBarForm id="hours-settings" version={version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Texting hours"
              description="Marketing texts arrive between these hours of the recipient’s own day. What falls outside waits for the next opening; it is not lost. Order confirmations and answers to STOP or HELP are exempt."
            >
              <HoursFields hours={hours} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Frequency cap"
              description="The most marketing texts one person gets from you, from campaigns and flows together. It holds for every text, also for a campaign that is sent by hand."
            >
              <CapFields cap={cap} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="What the law sets"
              description="Your hours can only be stricter. Where the evidence about a person points to several places, the hours that all of them allow apply."
            >
              <Card>
                <Text as="p">
                  In the United States marketing texts may arrive from 8:00 AM to 9:00 PM (47 CFR 64.1200(c)(1)).
                  Several states and countries are stricter; Cartbell keeps to each by itself.{" "}
                  <Link url="/settings/rules">See every rule, or choose stricter</Link>
                </Text>
              </Card>
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
