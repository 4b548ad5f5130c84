import { Autocomplete, Icon } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import type { FoundPerson } from "../people.ts";

/** Long enough that a typed name asks once. */
const PAUSE_MS = 300;

/** Finds subscribers by name, e-mail or number while it is typed in; choosing one adds them. */
export function AddPerson({ onAdd }: { onAdd: (subscriberId: string) => void }) {
  const [typed, setTyped] = useState("");
  const { people, isLoading } = usePeople(typed);
  const isEmpty = typed.trim() !== "" && !isLoading && people.length === 0;
  return (
    <Autocomplete
      options={people.map(({ id, label }) => ({ value: id, label }))}
      selected={[]}
      loading={isLoading}
      onSelect={([chosen]) => {
        setTyped("");
        if (chosen) onAdd(chosen);
      }}
      textField={
        <Autocomplete.TextField
          label="Add a person"
          value={typed}
          onChange={setTyped}
          prefix={<Icon source={SearchIcon} />}
          placeholder="Name, email or phone number"
          autoComplete="off"
          helpText={
            isEmpty
              ? "None of your subscribers is like that. Import them first, with what they agreed to."
              : "Only people whom you know already can be put on a list."
          }
        />
      }
    />
  );
}

interface Found {
  people: FoundPerson[];
  isLoading: boolean;
}

function usePeople(typed: string): Found {
  const [found, setFound] = useState<Found>({ people: [], isLoading: false });
  const search = typed.trim();
  useEffect(() => {
    const asking = new AbortController();
    setFound({ people: [], isLoading: search !== "" });
    if (search === "") return;
    const timer = setTimeout(() => {
      ask(search, asking.signal).then(
        (people) => setFound({ people, isLoading: false }),
        () => !asking.signal.aborted && setFound({ people: [], isLoading: false }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [search]);
  return found;
}

async function ask(search: string, signal: AbortSignal): Promise<FoundPerson[]> {
  // App Bridge adds the session token. A fetcher would load the page's own data again after each answer.
  const response = await fetch(`/segments/people?${new URLSearchParams({ search })}`, { signal });
  if (!response.ok) throw new Error(`The search was answered with ${response.status}.`);
  return (await response.json()) as FoundPerson[];
}
