import { useNavigation } from "@remix-run/react";
import { ChoiceList, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { type ListQuery, STATES, useQuery } from "#app/subscribers/query";
import { useSearch } from "#app/ui/kept/use-search";
import { STATE_NAMES } from "#domain/consent/words/state-names";

const TABS = [
  { consent: null, label: "All" },
  ...STATES.map((consent) => ({ consent, label: STATE_NAMES[consent] })),
] as const;

export interface SubscriberFiltersProps {
  query: ListQuery;
  /** Null while they are counted. */
  counts: Record<NonNullable<ListQuery["consent"]>, number> | null;
  tags: string[];
  segments: { id: string; name: string }[];
  /** Of the one that is asked for, which may be an archived one. */
  segmentName: string | null;
}

/** Search, state of consent as tabs with the numbers of the whole shop, tag and segment. */
export function SubscriberFilters({ query, counts, tags, segments, segmentName }: SubscriberFiltersProps) {
  const { show } = useQuery(query);
  const { mode, setMode } = useSetIndexFiltersMode(
    query.search || query.tag || query.segment ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [typed, setTyped] = useSearch(query.search, (search) => show({ search }));
  const isLoading = useNavigation().state === "loading";

  const clear = () => {
    setTyped("");
    show({ search: "", tag: null, segment: null });
  };
  return (
    <IndexFilters
      tabs={TABS.map(({ consent, label }) => ({
        id: consent ?? "all",
        content: label,
        ...(consent && counts ? { badge: counts[consent].toLocaleString("en-US") } : {}),
      }))}
      selected={TABS.findIndex(({ consent }) => consent === query.consent)}
      onSelect={(position) => show({ consent: TABS[position]?.consent ?? null })}
      canCreateNewView={false}
      queryValue={typed}
      queryPlaceholder="Search by name, email or number"
      onQueryChange={setTyped}
      onQueryClear={() => setTyped("")}
      cancelAction={{ onAction: clear }}
      onClearAll={clear}
      filters={[
        {
          key: "tag",
          label: "Tag",
          pinned: true,
          filter: (
            <ChoiceList
              title="Tag"
              titleHidden
              choices={tags.map((tag) => ({ value: tag, label: tag }))}
              selected={query.tag ? [query.tag] : []}
              onChange={([tag]) => show({ tag: tag ?? null })}
            />
          ),
        },
        {
          key: "segment",
          label: "Segment",
          pinned: true,
          filter: (
            <ChoiceList
              title="Segment"
              titleHidden
              choices={segments.map(({ id, name }) => ({ value: id, label: name }))}
              selected={query.segment ? [query.segment] : []}
              onChange={([segment]) => show({ segment: segment ?? null })}
            />
          ),
        },
      ]}
      appliedFilters={[
        ...(query.tag ? [{ key: "tag", label: `Tagged ${query.tag}`, onRemove: () => show({ tag: null }) }] : []),
        ...(query.segment
          ? [{ key: "segment", label: `In “${segmentName}”`, onRemove: () => show({ segment: null }) }]
          : []),
      ]}
      mode={mode}
      setMode={setMode}
      loading={isLoading}
    />
  );
}
