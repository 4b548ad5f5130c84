import { Autocomplete, Icon } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useField } from "#app/ui/kept/use-field";
import { choicesOr } from "#app/ui/no-choices";
import { Kept } from "../../ui/kept/kept.tsx";
import type { FoundPerson } from "./people.ts";

/** Long enough that a typed name asks once. */
const PAUSE_MS = 300;

/** Finds subscribers by name, e-mail or number while it is typed in; choosing one adds them. */
export function AddPerson(props: AddPersonProps) {
  return (
    <Kept id="add-person" isQuiet>
      {() => <PersonField {...props} />}
    </Kept>
  );
}

interface AddPersonProps {
  onAdd: (subscriberId: string, label: string) => void;
  label?: string;
  helpText?: string;
}

function PersonField({
  onAdd,
  label = "Add a person",
  helpText = "You can only add existing subscribers to a list.",
}: AddPersonProps) {
  const [typed, setTyped] = useField("typed", "");
  const { people, isLoading, hasFailed } = usePeople(typed);
  const isEmpty = typed.trim() !== "" && !isLoading && people.length === 0;
  return (
    <Autocomplete
      options={choicesOr(
        isLoading ? "Searching…" : isEmpty ? "No subscribers found" : "Type to search your subscribers",
        people.map(({ id, label }) => ({ value: id, label })),
      )}
      selected={[]}
      onSelect={([chosen]) => {
        setTyped("");
        if (chosen) onAdd(chosen, people.find(({ id }) => id === chosen)?.label ?? "");
      }}
      textField={
        <Autocomplete.TextField
          label={label}
          value={typed}
          onChange={setTyped}
          prefix={<Icon source={SearchIcon} />}
          placeholder="Name, email or phone number"
          autoComplete="off"
          error={hasFailed && "Search failed. Check your connection, then try again."}
          helpText={isEmpty && !hasFailed ? "No subscribers found. Import them first, with their consent." : helpText}
        />
      }
    />
  );
}

interface Found {
  people: FoundPerson[];
  isLoading: boolean;
  /** True when the search got no answer. */
  hasFailed: boolean;
}

const NONE: Found = { people: [], isLoading: false, hasFailed: false };

function usePeople(typed: string): Found {
  const [found, setFound] = useState<Found>(NONE);
  const search = typed.trim();
  useEffect(() => {
    const asking = new AbortController();
    setFound({ ...NONE, isLoading: search !== "" });
    if (search === "") return;
    const timer = setTimeout(() => {
      findPeople(search, asking.signal).then(
        (people) => setFound({ ...NONE, people }),
        () => !asking.signal.aborted && setFound({ ...NONE, hasFailed: true }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [search]);
  return found;
}

async function findPeople(search: string, signal: AbortSignal): Promise<FoundPerson[]> {
  // App Bridge adds the session token. A fetcher would load the page's own data again after each answer.
  const response = await fetch(`/segments/people?${new URLSearchParams({ search })}`, { signal });
  if (!response.ok) throw new Error(`The search failed with status ${response.status}.`);
  return (await response.json()) as FoundPerson[];
}
