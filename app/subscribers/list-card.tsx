import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, ButtonGroup, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { FieldErrors, FormAnswer } from "../form-answer.ts";
import { useToast } from "../ui/toast.ts";

export interface ListCardProps {
  ids: string[];
  lists: { id: string; name: string }[];
  onDone: () => void;
}

const NEW = "new";

/** Asks for the list that the people chosen are put on, one there is or a new one. */
export function ListCard({ ids, lists, onDone }: ListCardProps) {
  const fetcher = useFetcher<FormAnswer>();
  const [listId, setListId] = useState(lists[0]?.id ?? NEW);
  const [name, setName] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => box.current?.querySelector<HTMLElement>("select, input")?.focus(), []);
  useEffect(() => {
    if (fetcher.data?.ok) onDone();
  }, [fetcher.data, onDone]);
  const errors: FieldErrors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};

  function submit(): void {
    const form = new FormData();
    form.set("intent", "add-to-list");
    if (listId === NEW) form.set("name", name);
    else form.set("listId", listId);
    for (const id of ids) form.append("id", id);
    fetcher.submit(form, { method: "post", action: "/subscribers?index" });
  }

  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {`Put ${ids.length === 1 ? "1 person" : `${ids.length} people`} on a list`}
          </Text>
          <div ref={box}>
            <BlockStack gap="300">
              <Select
                label="List"
                options={[
                  ...lists.map(({ id, name: label }) => ({ value: id, label })),
                  { value: NEW, label: "A new list" },
                ]}
                value={listId}
                onChange={setListId}
                {...(errors.form ? { error: errors.form } : {})}
              />
              {listId === NEW && (
                <TextField
                  label="Name of the new list"
                  value={name}
                  onChange={setName}
                  autoComplete="off"
                  {...(errors.name ? { error: errors.name } : {})}
                />
              )}
            </BlockStack>
          </div>
          <InlineStack align="end">
            <ButtonGroup>
              <Button onClick={onDone}>Cancel</Button>
              <Button submit variant="primary" loading={fetcher.state === "submitting"}>
                Put on the list
              </Button>
            </ButtonGroup>
          </InlineStack>
        </BlockStack>
      </form>
    </Box>
  );
}
