import { BlockStack, Card } from "@shopify/polaris";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { useShop } from "../../ui/shop.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { AvailableNumbers } from "./available-numbers.tsx";
import { ConnectedSenders } from "./connected-senders.tsx";
import { NameField } from "./name-field.tsx";
import type { SenderData } from "./read.ts";

/** The shop’s numbers, those that can be connected, and its name in texts. */
export function SenderPage({ data: { senders, brandName, version, onOffer } }: { data: SenderData }) {
  const { name } = useShop();
  return (
    <SettingsPage title="Sender">
      <BlockStack gap="600">
        <SettingsSection
          title="Your numbers"
          description="Texts are sent from the fastest active number. A text that fails on one number is never moved to another."
        >
          <ConnectedSenders senders={senders} />
        </SettingsSection>
        <SettingsSection
          title="Available numbers"
          description="Unused numbers in your provider’s account. To add numbers here, buy and register them with your provider."
        >
          <Card>
            <AvailableNumbers onOffer={onOffer} hasSender={senders.length > 0} />
          </Card>
        </SettingsSection>
        <SettingsSection
          title="Store name in texts"
          description="Replaces {{ shop.name }} in your texts. Carriers require texts to identify the sender."
        >
          <SaveBarForm id="sender-name" version={version} intent="name">
            {(errors) => <NameField name={brandName} fallback={name} error={errors.brandName} />}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
