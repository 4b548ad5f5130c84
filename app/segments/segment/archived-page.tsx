import { Banner, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { UsesCard } from "../uses-card.tsx";
import { GrowthCard } from "./growth-card.tsx";
import type { SegmentData } from "./read.ts";

/** A segment out of use: what it was, and the two ways it can go. */
export function ArchivedPage({ data }: { data: SegmentData }) {
  const { name, sentence, growth, uses } = data;
  const [isAsking, setAsking] = useState(false);
  const order = useAction(() => setAsking(false));
  return (
    <DetailsPage
      title={name}
      back={{ label: "Segments", url: "/segments?view=archived" }}
      primaryAction={{
        content: "Restore segment",
        verb: "segment.change",
        onAction: () => order.send({ intent: "restore" }),
        loading: order.isBusy,
      }}
      secondaryActions={[
        { content: "Delete", verb: "segment.change", destructive: true, onAction: () => setAsking(true) },
      ]}
      aside={<UsesCard uses={uses} />}
    >
      {order.refusal && <Banner tone="critical">{order.refusal}</Banner>}
      <Banner tone="info" title="This segment is archived">
        It’s no longer counted and can’t be used.
      </Banner>
      <Card>
        <Text as="p" variant="headingMd" fontWeight="medium" breakWord>
          {sentence}
        </Text>
      </Card>
      {growth.length > 1 && <GrowthCard growth={growth} />}
      <ConfirmModal
        isOpen={isAsking}
        isBusy={order.isBusy}
        title={`Delete “${name}”?`}
        action="Delete segment"
        isDestructive
        onConfirm={() => order.send({ intent: "delete" })}
        onClose={() => setAsking(false)}
      >
        This deletes its conditions and size history and can’t be undone. Subscribers aren’t deleted, and past campaigns
        keep its name.
      </ConfirmModal>
    </DetailsPage>
  );
}
