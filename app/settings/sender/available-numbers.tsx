import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import type { AvailableNumber } from "#domain/senders/available";
import { Later } from "../../ui/later.tsx";
import { numberKind, readableNumber } from "./number.ts";
import type { NumbersOnOffer } from "./numbers-on-offer.ts";

/** What can be connected, as soon as the provider has said it. Works on any page: it posts to Settings › Sender. */
export function AvailableNumbers({ onOffer, hasSender }: { onOffer: Promise<NumbersOnOffer>; hasSender: boolean }) {
  return (
    <Later of={onOffer} fallback={<SkeletonBodyText lines={6} />} failed={<Unreachable />}>
      {(offer) => (offer.kind === "numbers" ? <Numbers {...offer} hasSender={hasSender} /> : <Unreachable />)}
    </Later>
  );
}

function Unreachable() {
  const { revalidate, state } = useRevalidator();
  return (
    <Banner
      tone="warning"
      title="The provider didn’t respond"
      action={{ content: "Try again", onAction: revalidate, loading: state === "loading" }}
    >
      <p>We can’t list its numbers right now. Your connected numbers keep working.</p>
    </Banner>
  );
}

function Numbers({ numbers, hasSender }: { numbers: AvailableNumber[]; hasSender: boolean }) {
  const { refusal, isBusy, posted, send } = useAction();
  const connecting = posted?.get("phone");
  return (
    <BlockStack gap="300">
      {refusal && <Banner tone="critical">{refusal}</Banner>}
      {numbers.length === 0 && (
        <Text as="p" tone="subdued">
          All numbers in the account are in use. Buy another one from your provider, then reload this page.
        </Text>
      )}
      {numbers.map(({ phone, kind, provider }, place) => (
        <InlineStack key={phone} align="space-between" blockAlign="center" gap="200">
          <BlockStack>
            <Text as="p" fontWeight="medium">
              {readableNumber(phone)}
            </Text>
            <Text as="p" tone="subdued">
              {numberKind(kind)}
            </Text>
          </BlockStack>
          <Button
            accessibilityLabel={`Connect ${readableNumber(phone)}`}
            {...(!hasSender && place === 0 ? { variant: "primary" } : {})}
            loading={connecting === phone}
            disabled={isBusy && connecting !== phone}
            onClick={() => send({ intent: "connect", phone, provider }, "/settings/sender")}
          >
            Connect
          </Button>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
