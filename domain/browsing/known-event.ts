import type { BrowseEvent } from "./browse-event.ts";

/** Something that a known person did in the storefront. */
export interface KnownEvent extends BrowseEvent {
  shopId: string;
  /** Of the delivery that told it. */
  intakeId: string;
  subscriberId: string;
  at: Date;
}
