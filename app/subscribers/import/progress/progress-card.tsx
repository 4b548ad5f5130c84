import { BlockStack, Button, ButtonGroup, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ImportPageData } from "#app/subscribers/import/read";
import { formatBytes } from "#app/subscribers/imports/upload/format-bytes";
import { ConfirmModal } from "../../../ui/form/confirm-modal.tsx";
import { CountsGrid } from "./counts-grid.tsx";
import { describePace } from "./describe-pace.ts";
import { isMoving } from "./moving.ts";
import { usePace } from "./use-pace.ts";

export interface ProgressCardProps {
  file: ImportPageData["file"];
  readAt: Date | string;
  isBusy: boolean;
  onOrder: (intent: "pause" | "resume" | "cancel") => void;
}

const TITLES: Partial<Record<ImportPageData["file"]["state"], string>> = {
  uploading: "Uploading file",
  examining: "Checking file. Nothing is imported yet",
  importing: "Importing file",
  paused: "Import paused",
};

/** How far it is, how fast it goes, what came of it so far, and the ways to stop it. */
export function ProgressCard({ file, readAt, isBusy, onOrder }: ProgressCardProps) {
  const [isAsking, setAsking] = useState(false);
  const { state, counts, fileBytes, doneBytes } = file;
  const pace = usePace(isMoving(state), { lines: counts.lines, bytes: doneBytes }, readAt);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm" id="import-progress">
          {TITLES[state]}
        </Text>
        {state !== "uploading" && (
          <BlockStack gap="200">
            <ProgressBar
              progress={fileBytes > 0 ? Math.min(100, (100 * doneBytes) / fileBytes) : 0}
              size="small"
              tone={state === "paused" ? "primary" : "success"}
              ariaLabelledBy="import-progress"
            />
            <Text as="p" tone="subdued" numeric>
              {`${counts.lines.toLocaleString("en-US")} lines, ${formatBytes(doneBytes)} of ${formatBytes(fileBytes)}`}
              {pace && ` · ${describePace(pace, fileBytes - doneBytes)}`}
            </Text>
          </BlockStack>
        )}
        {state === "uploading" && (
          <Text as="p" tone="subdued">
            This page updates automatically when the upload is done.
          </Text>
        )}
        {counts.lines > 0 && <CountsGrid kind={file.kind} counts={counts} />}
        <InlineStack align="end">
          <ButtonGroup>
            {state !== "uploading" && (
              <Button tone="critical" onClick={() => setAsking(true)} disabled={isBusy}>
                Cancel import
              </Button>
            )}
            {state === "importing" && (
              <Button onClick={() => onOrder("pause")} loading={isBusy}>
                Pause
              </Button>
            )}
            {state === "paused" && (
              <Button variant="primary" onClick={() => onOrder("resume")} loading={isBusy}>
                Resume
              </Button>
            )}
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
      <ConfirmModal
        isOpen={isAsking}
        title={`Cancel the import of “${file.fileName}”?`}
        action="Cancel import"
        keep="Keep importing"
        isDestructive
        onConfirm={() => {
          setAsking(false);
          onOrder("cancel");
        }}
        onClose={() => setAsking(false)}
      >
        <Text as="p">
          {state === "importing" || state === "paused"
            ? "Changes made so far are kept and the rest of the file is skipped. To finish later, upload the same file again. Lines already imported are skipped."
            : "Nothing was imported. The file will be deleted."}
        </Text>
      </ConfirmModal>
    </Card>
  );
}
