import { BlockStack, Link, Text } from "@shopify/polaris";
import { ListBulletedIcon } from "@shopify/polaris-icons";
import type { ListConfig } from "#domain/flows/steps/list-membership";
import { OneOf } from "../one-of.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

/** One of the store's lists. */
export const listForm = stepForm(ListBulletedIcon, ListForm);

function ListForm({ config, onChange, problems, around }: StepFormProps<ListConfig>) {
  const { lists } = around.choices;
  return (
    <BlockStack gap="300">
      <OneOf
        label="List"
        value={config.listId ?? ""}
        options={lists}
        {...errorOf(problems, "listId")}
        missingLabel={`${config.listName} (deleted)`}
        onChoose={(listId) =>
          onChange({ listId, listName: lists.find((it) => it.value === listId)?.label ?? config.listName })
        }
      />
      <Text as="p" tone="subdued" variant="bodySm">
        <Link url="/segments?view=lists">Lists</Link> are on the Segments page. If the list is deleted, this step does
        nothing.
      </Text>
      <ProblemList problems={problems} fieldId="list" except={["listId"]} />
    </BlockStack>
  );
}
