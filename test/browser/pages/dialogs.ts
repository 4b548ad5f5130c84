import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RareState } from "./rare-states.ts";

export interface Dialog {
  /** The component that renders it, in app/. */
  file: string;
  /** The route of its page, the rare state in which it can be opened, or the browser test that opens it and calls axe itself. */
  on: `/${string}` | RareState | "inbox.test.ts";
  /** What opens it. */
  button: string;
}

/** Every dialog of the app, and how a merchant comes to it. */
export const DIALOGS: Dialog[] = [
  { file: "campaigns/editor/launch-modal.tsx", on: "/campaigns/:campaignId/edit", button: "Send campaign" },
  { file: "campaigns/editor/delete-modal.tsx", on: "/campaigns/:campaignId/edit", button: "Delete draft" },
  { file: "campaigns/cancel-modal.tsx", on: "a paused campaign", button: "Cancel campaign" },
  { file: "flows/editor/flow-dialogs.tsx", on: "/flows/:flowId", button: "Pause" },
  { file: "flows/editor/flow-dialogs.tsx", on: "/flows/:flowId", button: "Delete" },
  { file: "flows/editor/publishing/publish-modal.tsx", on: "a flow that was never published", button: "Publish" },
  { file: "flows/versions/page.tsx", on: "/flows/:flowId/versions", button: "Restore version 1 as draft" },
  { file: "subscribers/profile/page.tsx", on: "/subscribers/:subscriberId", button: "Mark as opted out" },
  { file: "subscribers/import/progress/progress-card.tsx", on: "a running import", button: "Cancel import" },
  { file: "segments/segment/segment-editor.tsx", on: "/segments/:segmentId", button: "Archive" },
  { file: "segments/segment/archived-page.tsx", on: "an archived segment", button: "Delete" },
  { file: "segments/list/page.tsx", on: "/segments/lists/:listId", button: "Delete" },
  { file: "inbox/thread/picture.tsx", on: "inbox.test.ts", button: "Open large" },
  { file: "keywords/keyword/page.tsx", on: "/settings/keywords/:keywordId", button: "Delete keyword" },
  { file: "settings/sending/kill-switch.tsx", on: "/settings/sending", button: "Stop all sending" },
  { file: "settings/sender/connected-senders.tsx", on: "/settings/sender", button: "Release number" },
];

const APP = fileURLToPath(new URL("../../../app/", import.meta.url));
/** Wraps App Bridge's dialog for all others. */
const WRAPPER = "ui/form/confirm-modal.tsx";
const OPENS_DIALOG = /<(?:ConfirmModal|Modal|Sheet|dialog|ui-modal)\b|role="(?:alert)?dialog"|\bshopify\.modal\b/;

/** Each component in app/ that renders a dialog, once for each dialog in it. */
export function filesWithDialogs(): string[] {
  return globSync("**/*.tsx", { cwd: APP })
    .filter((file) => file !== WRAPPER)
    .flatMap((file) => {
      const found = readFileSync(APP + file, "utf8").match(new RegExp(OPENS_DIALOG, "g")) ?? [];
      return found.map(() => file);
    });
}
