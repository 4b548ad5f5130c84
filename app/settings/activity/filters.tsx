import { useSearchParams } from "@remix-run/react";
import { InlineStack, Select, TextField } from "@shopify/polaris";
import { ACTIVITY_KINDS } from "#domain/audit/kinds";
import type { ActivityData } from "./read.ts";

/** By person, kind and day. What is chosen stands in the address, so a view can be shared. */
export function ActivityFilters({ data: { query, people } }: { data: ActivityData }) {
  const [, setParams] = useSearchParams();
  const show = (changed: Partial<ActivityData["query"]>) =>
    setParams(new URLSearchParams(Object.entries({ ...query, ...changed }).filter(([, value]) => value !== "")), {
      ...{ replace: true, preventScrollReset: true },
    });
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label="Person"
        options={[{ value: "", label: "Everyone" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={query.person}
        onChange={(person) => show({ person })}
      />
      <Select
        label="Action"
        options={[
          { value: "", label: "All actions" },
          ...Object.entries(ACTIVITY_KINDS).map(([value, label]) => ({ value, label })),
        ]}
        value={query.kind}
        onChange={(kind) => show({ kind })}
      />
      <TextField label="From" type="date" autoComplete="off" value={query.from} onChange={(from) => show({ from })} />
      <TextField label="To" type="date" autoComplete="off" value={query.to} onChange={(to) => show({ to })} />
    </InlineStack>
  );
}
