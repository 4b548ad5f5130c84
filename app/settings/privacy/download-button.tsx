import { Button } from "@shopify/polaris";
import { useState } from "react";

/** A plain link would carry no session token; App Bridge adds it to a fetch, and the file is handed to the browser. */
export function DownloadButton({ requestId }: { requestId: string }) {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");

  async function downloadRequest(): Promise<void> {
    setState("loading");
    const response = await fetch(`/settings/privacy/${encodeURIComponent(requestId)}`);
    if (!response.ok) return setState("failed");
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = url;
    link.download = `data-request-${requestId}.json`;
    link.click();
    URL.revokeObjectURL(url);
    setState("idle");
  }

  return (
    <Button
      variant="plain"
      loading={state === "loading"}
      accessibilityLabel={`Download file for request ${requestId}`}
      onClick={() => void downloadRequest().catch(() => setState("failed"))}
    >
      {state === "failed" ? "Couldn’t download. Try again" : "Download"}
    </Button>
  );
}
