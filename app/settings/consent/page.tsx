import { BlockStack, Card, Text } from "@shopify/polaris";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DoubleOptInFields } from "./double-opt-in-fields.tsx";
import type { ConsentData } from "./read.ts";
import { RulesCard } from "./rules-card.tsx";
import { StoreSyncCard } from "./store-sync-card.tsx";

/** Double opt-in, and how the store’s record and ours agree. */
export function ConsentPage({ data: { setting, syncStatus, rules, version } }: { data: ConsentData }) {
  return (
    <SettingsPage title="Consent">
      <SaveBarForm id="consent-settings" version={version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Double opt-in"
              description="New sign-ups get one text and are subscribed when they reply YES, which proves the phone is theirs. Until then they get no marketing texts or reminders. Imported lists don’t need it because you confirm their consent."
            >
              <DoubleOptInFields setting={setting} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Where it’s always required"
              description="Sign-up forms always require double opt-in for people who may be in these countries. You can require it in more places, but not fewer."
            >
              <RulesCard rules={rules} />
            </SettingsSection>
            <SettingsSection
              title="Sign-up form"
              description="We keep the exact consent text with each sign-up, plus the form version, page and IP address."
            >
              <Card>
                <Text as="p">
                  In your theme editor, add the “Text sign-up” block to a section, such as the footer. Its checkbox is
                  never pre-checked, and links to your terms and privacy policy appear next to it.
                </Text>
              </Card>
            </SettingsSection>
            <SettingsSection
              title="Shopify sync"
              description="Consent given or withdrawn by text or form is saved to the customer’s marketing consent in Shopify, and changes there apply here. If they disagree, the stricter status applies in both places."
            >
              <StoreSyncCard syncStatus={syncStatus} />
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
