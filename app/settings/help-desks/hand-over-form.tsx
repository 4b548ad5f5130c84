import { BlockStack, Button, ChoiceList, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { HelpDeskData } from "./read.ts";

const TOPICS: { [topic: string]: string } = {
  "order-question": "Order questions",
  price: "Price and discounts",
  yes: "Yes",
  thanks: "Thanks",
  abuse: "Abuse",
  "wrong-number": "Wrong number",
  other: "Everything else",
};

/** Which conversations become tickets by themselves. */
export function HandOverForm({
  desk,
  topics,
}: {
  desk: NonNullable<HelpDeskData["desk"]>;
  topics: HelpDeskData["topics"];
}) {
  const [choice, setChoice] = useState({ handsOver: desk.handsOver, topics: desk.topics });
  const { errors, isBusy, send } = useAction();
  const save = () => {
    const form = new FormData();
    form.set("intent", "hand-over");
    form.set("handsOver", choice.handsOver);
    for (const topic of choice.topics) form.append("topics", topic);
    send(form);
  };
  return (
    <BlockStack gap="400">
      <ChoiceList
        title="Conversations"
        name="handsOver"
        choices={[
          { value: "by-hand", label: "Only those that you hand over in the inbox" },
          { value: "topics", label: "Those about topics that you choose" },
          { value: "all", label: "All" },
        ]}
        selected={[choice.handsOver]}
        onChange={([handsOver = "by-hand"]) => setChoice({ ...choice, handsOver })}
      />
      {choice.handsOver === "topics" && (
        <ChoiceList
          allowMultiple
          title="Topics"
          name="topics"
          choices={topics.map((value) => ({ value, label: TOPICS[value] ?? value }))}
          selected={choice.topics}
          onChange={(chosen) => setChoice({ ...choice, topics: chosen })}
          {...(errors.topics && { error: errors.topics })}
        />
      )}
      <InlineStack align="end">
        <Button variant="primary" loading={isBusy} onClick={save}>
          Save
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
