import { Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { ChangeCard } from "./change-card.tsx";
import { useChange } from "./use-change.ts";

export interface ListCardProps {
  ids: string[];
  lists: { id: string; name: string }[];
  onDone: () => void;
}

const NEW = "new";

/** Asks for the list that the people chosen are put on, one there is or a new one. */
export function ListCard({ ids, lists, onDone }: ListCardProps) {
  const { submit, errors, isBusy, people } = useChange(ids, onDone);
  const [listId, setListId] = useState(lists[0]?.id ?? NEW);
  const [name, setName] = useState("");
  const options = [...lists.map(({ id, name: label }) => ({ value: id, label })), { value: NEW, label: "A new list" }];
  return (
    <ChangeCard
      title={`Put ${people} on a list`}
      verb="Put on the list"
      isBusy={isBusy}
      onSubmit={() => submit("add-to-list", listId === NEW ? { name } : { listId })}
      onCancel={onDone}
    >
      <Select
        label="List"
        options={options}
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
    </ChangeCard>
  );
}
