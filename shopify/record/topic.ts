import type { Page, Told, Topic, Wanted } from "#domain/reconciliation/store-record";
import type { Operation } from "#shopify/operation";
import type { ListVariables } from "./page.ts";

/** How one topic of a store's record is asked for: a list that is cheap, and single things in full. */
export interface RecordTopic<Of extends Topic> {
  list: Operation<ListVariables, Page<Of>>;
  /** Of things that are gone by now nothing is told. */
  tell: Operation<{ ids: string[] }, (wanted: Wanted[]) => Told[]>;
  /** The type in the ids of GraphQL. */
  type: string;
}
