import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";
import { ActionsCard } from "./actions-card.tsx";
import { AnswerCard } from "./answer-card.tsx";
import { InvitationCard } from "./invitation-card.tsx";
import type { KeywordData } from "./read.ts";
import { WordsCard } from "./words-card.tsx";

const BACK = { label: "Keywords", url: "/settings/keywords" };

/** What the words are, what is answered, what else happens; beside it how to advertise it and the flows it starts. */
export function KeywordPage({ data }: { data: KeywordData }) {
  const { id, title, version, invitation } = data;
  return (
    <DetailsPage
      title={title}
      back={BACK}
      aside={
        <>
          {invitation && <InvitationCard invitation={invitation} />}
          {id !== null && <FlowsCard data={data} />}
          {id !== null && <DeleteCard title={title} />}
        </>
      }
    >
      <SaveBarForm id="keyword" record={id ?? "new"} {...(version === null ? {} : { version })}>
        {(errors) => (
          <BlockStack gap="400">
            <WordsCard data={data} errors={errors} />
            <AnswerCard data={data} errors={errors} />
            <ActionsCard data={data} errors={errors} />
          </BlockStack>
        )}
      </SaveBarForm>
    </DetailsPage>
  );
}

function FlowsCard({ data: { flows, title } }: { data: KeywordData }) {
  return (
    <SideCard title="Flows">
      {flows.length > 0 && (
        <List>
          {flows.map((flow) => (
            <List.Item key={flow.id}>
              <Link url={`/flows/${flow.id}`}>{flow.name}</Link>
              {flow.isLive ? "" : " (not live)"}
            </List.Item>
          ))}
        </List>
      )}
      <Text as="p" tone="subdued">
        {flows.length > 0
          ? "These flows start with this keyword, in all its spellings."
          : `To start a flow, choose the trigger “Keyword received” and enter ${title}.`}
      </Text>
    </SideCard>
  );
}

function DeleteCard({ title }: { title: string }) {
  const [isAsking, setAsking] = useState(false);
  const { send, isBusy, refusal } = useAction();
  return (
    <Card>
      <BlockStack gap="200">
        {refusal && (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        )}
        <InlineStack>
          <Button tone="critical" onClick={() => setAsking(true)}>
            Delete keyword
          </Button>
        </InlineStack>
        <ConfirmModal
          isOpen={isAsking}
          title={`Delete ${title}?`}
          action="Delete keyword"
          isDestructive
          isBusy={isBusy}
          onConfirm={() => send({ intent: "delete" })}
          onClose={() => setAsking(false)}
        >
          Texts with this word are no longer answered, and its sign-up page stops working. Subscribers stay subscribed.
        </ConfirmModal>
      </BlockStack>
    </Card>
  );
}
