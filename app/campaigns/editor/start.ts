import type { WallTime } from "../../ui/form/date-time-field.tsx";

/** When it shall start: now, at an hour on the store's clock, or at an hour on each recipient's own. */
export interface Start extends WallTime {
  when: "now" | "later" | "local";
}
