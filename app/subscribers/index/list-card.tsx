import { Select, TextField } from "@shopify/polaris";
import { useCallback } from "react";
import { useField } from "#app/ui/kept/use-field";
import { Kept } from "../../ui/kept/kept.tsx";
import { ChangeCard } from "./change-card.tsx";
import { useChange } from "./use-change.ts";

export interface ListCardProps {
  ids: string[];
  lists: { id: string; name: string }[];
  onDone: () => void;
}

const NEW = "new";

/** Asks for the list that the people chosen are put on, one there is or a new one. */
export function ListCard(props: ListCardProps) {
  return <Kept id="add-to-list">{(forget) => <ListForm {...props} onTaken={forget} />}</Kept>;
}

function ListForm({ ids, lists, onDone, onTaken }: ListCardProps & { onTaken: () => void }) {
  const close = useCallback(() => {
    onTaken();
    onDone();
  }, [onTaken, onDone]);
  const { submit, errors, isBusy, people } = useChange(ids, close);
  const [chosen, setListId] = useField("listId", lists[0]?.id ?? NEW);
  const [name, setName] = useField("name", "");
  // The list that was chosen earlier may be deleted by now.
  const listId = lists.some(({ id }) => id === chosen) ? chosen : NEW;
  const options = [...lists.map(({ id, name: label }) => ({ value: id, label })), { value: NEW, label: "New list" }];
  return (
    <ChangeCard
      title={`Add ${people} to a list`}
      verb="Add to list"
      isBusy={isBusy}
      onSubmit={() => submit("add-to-list", listId === NEW ? { name } : { listId })}
      onCancel={close}
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
          label="List name"
          value={name}
          onChange={setName}
          autoComplete="off"
          {...(errors.name ? { error: errors.name } : {})}
        />
      )}
    </ChangeCard>
  );
}
