import { useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { FoundVersion } from "#domain/flows/versions/history";
import type { Draft } from "./use-draft.ts";
import { useUndoToast } from "./use-undo-toast.ts";

/**
 * Puts the version that the address asks for into the draft, once, and offers to undo it: what was in the draft stays in the editor's
 * history. The address then forgets it, so that reloading the page restores nothing.
 */
export function useRestoredVersion(
  version: Pick<FoundVersion, "number" | "source"> | null,
  draft: Pick<Draft, "document" | "put" | "undo">,
): void {
  const [params, setParams] = useSearchParams();
  const done = useRef(false);
  const offerUndo = useUndoToast(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that is opened with a version
  useEffect(() => {
    if (!params.has("restore") || done.current) return;
    done.current = true;
    if (version) {
      draft.put(version.source);
      offerUndo(`Version ${version.number} restored as the draft`, version.source);
    } else window.shopify?.toast.show("This version can’t be restored. It may have been deleted.", { isError: true });
    params.delete("restore");
    setParams(params, { replace: true, preventScrollReset: true });
  }, []);
}
