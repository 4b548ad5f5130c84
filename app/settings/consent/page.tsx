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
              title="A second yes by text"
              description="Whoever signs up gets one text and is subscribed when they answer YES: proof that the phone is theirs. Until then they get no marketing, and nobody is reminded. Imported lists need none, for you attest their consent."
            >
              <DoubleOptInFields setting={setting} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Where it is asked for anyway"
              description="Sign-up forms ask people in these countries, as far as any evidence points there. You can ask in more places, not in fewer."
            >
              <RulesCard rules={rules} />
            </SettingsSection>
            <SettingsSection
              title="Sign-up form"
              description="What people read beside the box is kept with each consent, word for word, with the form’s version, the page and the address."
            >
              <Card>
                <Text as="p">
                  In your theme editor add the block “Text sign-up” to a section, the footer for example. Its box is
                  never ticked beforehand, and the links to your terms and your privacy policy stand beside it.
                </Text>
              </Card>
            </SettingsSection>
            <SettingsSection
              title="In step with your store"
              description="What shoppers decide by text or in a form is written into your customers’ marketing consent in Shopify, and what they decide there counts here. When the two disagree, the stricter holds on both sides."
            >
              <StoreSyncCard syncStatus={syncStatus} />
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
