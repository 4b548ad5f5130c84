import {
  Banner,
  BlockStack,
  Button,
  Card,
  ChoiceList,
  DropZone,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import type { ImportKind } from "#domain/imports/import";
import { formatBytes } from "./format-bytes.ts";
import { useUpload } from "./use-upload.ts";

/** The first step: which file, and what it is a list of. */
export function UploadCard() {
  const [kind, setKind] = useState<ImportKind>("subscribers");
  const [file, setFile] = useState<File | null>(null);
  const [isRejected, setRejected] = useState(false);
  const { upload, send, stop } = useUpload();
  const isSending = upload.state === "sending";
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title="File contents"
          name="kind"
          disabled={isSending}
          choices={[
            {
              value: "subscribers",
              label: "Subscribers",
              helpText: "People who opted in to marketing texts from your store.",
            },
            {
              value: "suppressions",
              label: "Do-not-text list",
              helpText: "Opt-outs from your previous provider. They override any subscriber file.",
            },
          ]}
          selected={[kind]}
          onChange={([chosen]) => setKind(chosen === "suppressions" ? "suppressions" : "subscribers")}
        />
        <DropZone
          label="File"
          accept=".csv,.tsv,.txt"
          type="file"
          allowMultiple={false}
          disabled={isSending}
          onDrop={(_files, [accepted], rejected) => {
            setRejected(rejected.length > 0 && accepted === undefined);
            setFile(accepted ?? null);
          }}
        >
          {file ? (
            <ChosenFile file={file} />
          ) : (
            <DropZone.FileUpload actionTitle="Choose a file" actionHint="CSV, TSV or text file, up to 8 GB" />
          )}
        </DropZone>
        {isRejected && (
          <Banner tone="critical" title="This isn’t a CSV file">
            <p>Save your spreadsheet as CSV (“CSV UTF-8” in Excel), then choose that file.</p>
          </Banner>
        )}
        {upload.state === "failed" && (
          <Banner tone="critical" title="The file wasn’t uploaded">
            <p>{upload.because}</p>
          </Banner>
        )}
        {upload.state === "sending" ? (
          <Sending {...upload} onStop={stop} />
        ) : (
          <InlineStack>
            <Button variant="primary" disabled={file === null} onClick={() => file && send(file, kind)}>
              Upload file
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function ChosenFile({ file }: { file: File }) {
  return (
    <BlockStack inlineAlign="center" align="center" gap="050">
      <div style={{ padding: "var(--p-space-800) var(--p-space-400)", textAlign: "center" }}>
        <Text as="p" fontWeight="semibold" breakWord>
          {file.name}
        </Text>
        <Text as="p" tone="subdued">
          {formatBytes(file.size)} · Click or drop to choose another
        </Text>
      </div>
    </BlockStack>
  );
}

function Sending({ sentBytes, totalBytes, onStop }: { sentBytes: number; totalBytes: number; onStop: () => void }) {
  const isSent = sentBytes >= totalBytes;
  return (
    <BlockStack gap="200">
      <ProgressBar
        progress={totalBytes > 0 ? (100 * sentBytes) / totalBytes : 0}
        size="small"
        ariaLabelledBy="upload-progress"
      />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" tone="subdued" id="upload-progress" numeric>
          {isSent ? "Uploaded. Reading the first lines…" : `${formatBytes(sentBytes)} of ${formatBytes(totalBytes)}`}
        </Text>
        <Button onClick={onStop}>Cancel upload</Button>
      </InlineStack>
    </BlockStack>
  );
}
