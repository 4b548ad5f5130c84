import { useNavigation, useSearchParams } from "@remix-run/react";
import { Card, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useSearch } from "#app/ui/kept/use-search";
import { IndexPage } from "../../ui/page/index-page.tsx";
import { PageButtons } from "../../ui/page/page-buttons.tsx";
import { CampaignsTable } from "./campaigns-table.tsx";
import { NoCampaigns } from "./no-campaigns.tsx";
import type { CampaignsData } from "./read.ts";

const TABS: Record<CampaignsData["view"], string> = {
  all: "All",
  draft: "Draft",
  scheduled: "Scheduled",
  sending: "Sending",
  sent: "Sent",
};

const SENDING_NOW = { content: "Sending now", url: "/campaigns/sending" };
const CREATE = { content: "Create campaign", verb: "campaign.draft", url: "/campaigns/new" } as const;

/** The shop's campaigns, by state and name. */
export function CampaignsPage({ data }: { data: CampaignsData }) {
  const { view, search, page, hasMore, isLeaving, lines } = data;
  const [, setParams] = useSearchParams();
  const isLoading = useNavigation().state === "loading";
  const { mode, setMode } = useSetIndexFiltersMode(search ? IndexFiltersMode.Filtering : IndexFiltersMode.Default);
  const show = (next: { view: string; search: string; page: number }) =>
    setParams(
      Object.entries({ ...next, page: String(next.page || "") }).filter(([, value]) => value !== "" && value !== "all"),
      { replace: true, preventScrollReset: true },
    );
  const [typed, setTyped] = useSearch(search, (text) => show({ view, search: text, page: 0 }));
  const views = Object.entries(TABS);

  if (view === "all" && search === "" && page === 0 && lines.length === 0)
    return (
      <IndexPage title="Campaigns" primaryAction={CREATE}>
        <NoCampaigns create={CREATE} />
      </IndexPage>
    );
  return (
    <IndexPage title="Campaigns" primaryAction={CREATE} secondaryActions={isLeaving ? [SENDING_NOW] : []}>
      <Card padding="0">
        <IndexFilters
          tabs={views.map(([id, content]) => ({ id, content, isLocked: id === "all" }))}
          selected={views.findIndex(([id]) => id === view)}
          onSelect={(position) => show({ view: views[position]?.[0] ?? "all", search, page: 0 })}
          canCreateNewView={false}
          queryValue={typed}
          queryPlaceholder="Search by name"
          onQueryChange={setTyped}
          onQueryClear={() => setTyped("")}
          cancelAction={{ onAction: () => setTyped("") }}
          filters={[]}
          onClearAll={() => setTyped("")}
          hideFilters
          mode={mode}
          setMode={setMode}
          loading={isLoading}
        />
        <CampaignsTable lines={lines} />
        <PageButtons {...{ page, hasMore }} onPage={(other) => show({ view, search, page: other })} />
      </Card>
    </IndexPage>
  );
}
