import { useNavigation, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, Pagination, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useSearch } from "#app/ui/kept/use-search";
import { AddPerson } from "./add-person.tsx";
import { MembersTable } from "./members-table.tsx";
import type { ListData } from "./read.ts";

/** A list of at most this many people has no search field. */
const FEW = 10;

/** Who is on a list; people are added one by one, and those chosen are taken off, which can be undone. */
export function MembersCard({ data }: { data: ListData }) {
  const { members, search, after } = data;
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useSearch(search, (text) =>
    setParams(text ? { search: text } : {}, { replace: true, preventScrollReset: true }),
  );
  const isLoading = useNavigation().state === "loading";
  const { change, refusal } = useMembership();

  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            People
          </Text>
          {refusal && <Banner tone="critical">{refusal}</Banner>}
          <AddPerson onAdd={(id) => change("add", [id])} />
          {((data.list?.people ?? 0) > FEW || search !== "") && (
            <TextField
              label="Search the list"
              value={typed}
              onChange={setTyped}
              onClearButtonClick={() => setTyped("")}
              clearButton
              loading={isLoading}
              autoComplete="off"
            />
          )}
        </BlockStack>
      </Box>
      <MembersTable lines={members} isSearch={search !== ""} onRemove={(ids) => change("remove", ids)} />
      {(after || params.has("after")) && (
        <Pagination
          type="table"
          hasPrevious={params.has("after")}
          onPrevious={() => history.back()}
          hasNext={after !== null}
          onNext={() => setParams({ ...(search ? { search } : {}), ...(after ? { after } : {}) })}
        />
      )}
    </Card>
  );
}

/** Puts people on the list or takes them off, and offers to undo the latter. */
function useMembership() {
  const [removed, setRemoved] = useState<string[]>([]);
  const { send, refusal } = useAction(undefined, {
    undo: removed.length > 0 ? () => changeMembers("add", removed) : null,
  });

  function changeMembers(intent: "add" | "remove", ids: string[]): void {
    const form = new FormData();
    form.set("intent", intent);
    for (const id of ids) form.append("id", id);
    setRemoved(intent === "remove" ? ids : []);
    send(form);
  }

  return { change: changeMembers, refusal };
}
