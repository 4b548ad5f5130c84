import { SettingsPage } from "../settings-page.tsx";
import { DriftReport } from "./drift-report.tsx";
import type { MissedEventsData } from "./read.ts";

/** How many of the store’s changes we were not told of. */
export function MissedEventsPage({ data: { drift } }: { data: MissedEventsData }) {
  return (
    <SettingsPage title="Data sync">
      <DriftReport drift={drift} />
    </SettingsPage>
  );
}
