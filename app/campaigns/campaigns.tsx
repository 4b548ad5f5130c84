import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Card, IndexFilters, IndexFiltersMode, Pagination, useSetIndexFiltersMode } from "@shopify/polaris";
import { z } from "zod";
import { merchant } from "#app/authenticate";
import { useSearch } from "#app/ui/kept/use-search";
import { useLive } from "#app/ui/use-live";
import { describeAudience } from "#domain/campaigns/audience/audience";
import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { campaignViews, type ListedCampaign, listCampaigns } from "#domain/campaigns/report/list";
import { isDispatching, isEditable, isOver } from "#domain/campaigns/state";
import { isCampaignLeaving } from "#domain/operations/sending-now";
import { IndexPage } from "../ui/page/index-page.tsx";
import { type CampaignLine, CampaignsTable } from "./campaigns-table.tsx";
import { NoCampaigns } from "./no-campaigns.tsx";
import { formatSoon } from "./wall-time.ts";

const query = z.object({
  view: z.enum(campaignViews).catch("all"),
  search: z.string().max(100).catch(""),
  page: z.coerce.number().int().min(0).max(10_000).catch(0),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const { view, search, page } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const now = ctx.clock.now();
  const [{ campaigns, hasMore }, isLeaving] = await Promise.all([
    listCampaigns(ctx.db, shopId, now, { view, search, page }),
    isCampaignLeaving(ctx.db, shopId),
  ]);
  const soon = (at: Date) => formatSoon(at, now, shop.timeZone ?? "UTC");
  const isMoving = campaigns.some(({ state }) => isDispatching(state));
  return {
    view,
    search,
    page,
    hasMore,
    isLeaving,
    isMoving,
    lines: campaigns.map((campaign) => lineOf(campaign, soon)),
  };
}

const TABS: Record<(typeof campaignViews)[number], string> = {
  all: "All",
  draft: "Draft",
  scheduled: "Scheduled",
  sending: "Sending",
  sent: "Sent",
};

const SENDING_NOW = { content: "Sending now", url: "/campaigns/sending" };
const CREATE = { content: "Create campaign", url: "/campaigns/new" };

export const meta: MetaFunction = () => [{ title: "Campaigns" }];

export default function Campaigns() {
  const { view, search, page, hasMore, isLeaving, isMoving, lines } = useLoaderData<typeof loader>();
  useLive(isMoving, 5_000);
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
        {(page > 0 || hasMore) && (
          <Pagination
            type="table"
            hasPrevious={page > 0}
            onPrevious={() => show({ view, search, page: page - 1 })}
            hasNext={hasMore}
            onNext={() => show({ view, search, page: page + 1 })}
            label={`Page ${page + 1}`}
          />
        )}
      </Card>
    </IndexPage>
  );
}

function lineOf(campaign: ListedCampaign, soon: (at: Date) => string): CampaignLine {
  const { id, name, state, clickRate, scheduledAt, startedAt, updatedAt } = campaign;
  const hasStarted = startedAt !== null;
  return {
    id,
    url: isEditable(state) ? `/campaigns/${id}/edit` : `/campaigns/${id}`,
    name,
    state,
    isUrgent: campaign.isUrgent && !isOver(state),
    doing: campaign.activity && describeActivity(campaign.activity, soon),
    audience: describeAudience(campaign.audienceKind),
    audienceCount: hasStarted ? campaign.audience : null,
    sent: hasStarted ? campaign.sent : null,
    clickRate,
    revenueMicros: hasStarted ? campaign.revenueMicros : null,
    ...(startedAt
      ? { at: startedAt.toISOString(), atMeans: isOver(state) ? "Sent" : "Started" }
      : scheduledAt && state !== "draft"
        ? { at: scheduledAt.toISOString(), atMeans: "Scheduled for" }
        : { at: updatedAt.toISOString(), atMeans: "Edited" }),
  };
}
