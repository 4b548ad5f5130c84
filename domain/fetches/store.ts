import type { StoreAnswer } from "#domain/shops/store-answer";
import type { Fetchable, Fetched } from "./fetched.ts";

/** What fetches ask of a store platform. shopify/fetch-records.ts answers. */
export interface RecordStore {
  /** Null: the store has no such record. */
  read(shopDomain: string, what: Fetchable, recordId: string): Promise<StoreAnswer<Fetched | null>>;
}
