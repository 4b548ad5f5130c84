import { useNavigate, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import type { VersionsData } from "./read.ts";
import { VersionPicture } from "./version-picture.tsx";
import { VersionsTable } from "./versions-table.tsx";

/** Every version of a flow: who published it, what it changed, how it looked, and a button to restore it. */
export function VersionsPage({ data }: { data: VersionsData }) {
  const { flow, hasChanges, versions, hasMore, page, shown, staffId } = data;
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const [restoring, setRestoring] = useState<number | null>(null);
  const asked = params.get("version");

  function show(next: { page: number; version: number | null }): void {
    setParams(
      {
        ...(next.page ? { page: String(next.page) } : {}),
        ...(next.version === null ? {} : { version: String(next.version) }),
      },
      { preventScrollReset: true },
    );
  }

  return (
    <Page
      title={`${flow.name}: versions`}
      titleMetadata={<StatusBadge status={flow.state} />}
      backAction={{ content: flow.name, url: `/flows/${flow.id}` }}
    >
      <BlockStack gap="400">
        {asked !== null && !shown && (
          <Banner tone="warning">This version can’t be shown. It may have been deleted.</Banner>
        )}
        {shown && (
          <VersionPicture
            version={shown}
            onRestore={() => setRestoring(shown.number)}
            onClose={() => show({ page, version: null })}
          />
        )}
        {versions.length === 0 && page === 0 ? (
          <EmptyCard title="No versions yet">Each time you publish, the version appears here.</EmptyCard>
        ) : (
          <Card padding="0">
            <VersionsTable
              {...{ versions, page, hasMore, staffId }}
              shown={shown?.number ?? null}
              onShow={(version) => show({ page, version })}
              onRestore={setRestoring}
              onPage={(other) => show({ page: other, version: null })}
            />
          </Card>
        )}
      </BlockStack>
      <ConfirmModal
        isOpen={restoring !== null}
        title={`Restore version ${restoring} as the draft?`}
        action="Restore as draft"
        onConfirm={() => navigate(`/flows/${flow.id}?restore=${restoring}`)}
        onClose={() => setRestoring(null)}
      >
        <BlockStack gap="200">
          <Text as="p">
            {hasChanges
              ? "It replaces the draft, which has changes that aren’t published. You can undo this in the editor."
              : "It replaces the draft. You can undo this in the editor."}
          </Text>
          <Text as="p">The live version stays live until you publish.</Text>
          <Text as="p">
            Snippets are restored as snippets, with the words they have when you publish. Versions published before
            November 30, 2026, have plain words instead of snippets.
          </Text>
        </BlockStack>
      </ConfirmModal>
    </Page>
  );
}
