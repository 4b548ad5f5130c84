import { Banner, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { formatPeople } from "#app/ui/format-people";
import { useField } from "#app/ui/kept/use-field";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { NameField } from "../name-field.tsx";
import { UsesCard } from "../uses-card.tsx";
import { MembersCard } from "./members-card.tsx";
import type { ListData } from "./read.ts";

/** A list's name, who is on it, and what it is for. */
export function ListPage({ data }: { data: ListData }) {
  const { list, uses } = data;
  const [isAsking, setAsking] = useState(false);
  const order = useAction(() => setAsking(false));
  return (
    <DetailsPage
      title={list?.name ?? "New list"}
      back={{ label: "Segments", url: "/segments?view=lists" }}
      secondaryActions={
        list
          ? [
              { content: "Use in a campaign", url: `/campaigns/new?list=${list.id}` },
              { content: "Delete", verb: "list.change", destructive: true, onAction: () => setAsking(true) },
            ]
          : []
      }
      {...(list ? { subtitle: sizeOf(list) } : {})}
      aside={list ? <UsesCard uses={uses} /> : <About />}
    >
      {order.errors.form && <Banner tone="critical">{order.errors.form}</Banner>}
      <SaveBarForm id="list" {...(list ? { version: list.version } : {})}>
        {(errors) => <Name name={list?.name ?? ""} error={errors.name} />}
      </SaveBarForm>
      {list && <MembersCard data={data} />}
      <ConfirmModal
        isOpen={isAsking}
        isBusy={order.isBusy}
        title={`Delete “${list?.name ?? ""}”?`}
        action="Delete list"
        isDestructive
        onConfirm={() => order.send({ intent: "delete" })}
        onClose={() => setAsking(false)}
      >
        This can’t be undone. People on the list remain subscribers.
      </ConfirmModal>
    </DetailsPage>
  );
}

function Name({ name: stored, error }: { name: string; error: string | undefined }) {
  const [name, setName] = useField("name", stored);
  return <NameField label="List name" value={name} onChange={setName} error={error} />;
}

function About() {
  return (
    <Card>
      <Text as="p" tone="subdued">
        Save the name, then add people here or from the Subscribers page. Adding someone to a list isn’t consent:
        campaigns only reach people who opted in to marketing texts.
      </Text>
    </Card>
  );
}

function sizeOf({ people, subscribed }: { people: number; subscribed: number }): string {
  const all = formatPeople(people);
  return `${all}, ${subscribed.toLocaleString("en-US")} can get marketing texts`;
}
