import { BlockStack, Text } from "@shopify/polaris";
import type { NumbersOnOffer } from "#app/settings/sender/numbers-on-offer";
import { AvailableNumbers } from "../../settings/sender/available-numbers.tsx";

export function SenderStep({ onOffer }: { onOffer: Promise<NumbersOnOffer> }) {
  return (
    <BlockStack gap="300">
      <Text as="p">Choose the number you send texts from and get replies at. You can change it later in Settings.</Text>
      <AvailableNumbers onOffer={onOffer} hasSender={false} />
    </BlockStack>
  );
}
