import { Banner, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { ConsentCard } from "./consent-card.tsx";
import { PlaceCard } from "./place-card.tsx";
import { PropertiesCard } from "./properties-card.tsx";
import type { ProfileData } from "./read.ts";
import { StoryCard } from "./story-card.tsx";
import { WorthCard } from "./worth-card.tsx";

export function ProfilePage({ data }: { data: ProfileData }) {
  const { profile, name, phone } = data;
  const [isAsking, setAsking] = useState(false);
  const { refusal, isBusy, send } = useAction(() => setAsking(false));
  const mayOptOut = profile.marketing !== "unsubscribed" && profile.redactedAt === null;

  return (
    <DetailsPage
      title={name}
      {...(name === phone ? {} : { subtitle: phone })}
      titleMetadata={<StatusBadge status={profile.marketing} />}
      back={{ label: "Subscribers", url: "/subscribers" }}
      secondaryActions={[
        ...(profile.customerId
          ? [
              {
                content: "View customer",
                accessibilityLabel: "View this customer in Shopify",
                url: `shopify://admin/customers/${profile.customerId}`,
                target: "_top" as const,
              },
            ]
          : []),
        ...(profile.redactedAt === null
          ? [{ content: "Message checker", url: `/subscribers/why?person=${profile.id}` }]
          : []),
        ...(mayOptOut
          ? [{ content: "Mark as opted out", verb: "subscriber.opt-out" as const, onAction: () => setAsking(true) }]
          : []),
      ]}
      aside={
        <>
          <ConsentCard profile={profile} unsubscribeUrl={data.unsubscribeUrl} />
          <WorthCard profile={profile} />
          <PlaceCard profile={profile} />
          <PropertiesCard profile={profile} />
        </>
      }
    >
      {refusal && <Banner tone="critical">{refusal}</Banner>}
      {profile.redactedAt && (
        <Banner tone="info">This subscriber’s personal data was erased at their or the store’s request.</Banner>
      )}
      <StoryCard data={data} />
      <ConfirmModal
        isOpen={isAsking}
        isBusy={isBusy}
        title={`Mark ${name} as opted out?`}
        action="Mark as opted out"
        isDestructive
        onConfirm={() => send({ intent: "opt-out" })}
        onClose={() => setAsking(false)}
      >
        <Text as="p">
          Use this when someone asks to stop marketing texts. They won’t get any more, including texts already queued.
          Only they can opt back in: at checkout, in a form or by texting START. They still get texts about their
          orders.
        </Text>
      </ConfirmModal>
    </DetailsPage>
  );
}
