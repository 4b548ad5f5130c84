import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import type { Sql } from "#platform/sql/db";
import type { Trouble } from "./judge.ts";

/** Who asks for requests: a flow's step. It is handed to the worker, so this module knows none of them. */
export type SourceKind = "flow";

/** How a request ended. */
export interface EndedRequest {
  shopId: string;
  id: string;
  sourceId: string;
  occurrence: string;
  /** Null when it was delivered. */
  trouble: Trouble | null;
  /** Of the last answer, if any came. */
  status: number | null;
  /** What the receiver answered, as JSON; a string when it was no JSON. Null when it failed or answered nothing. */
  answer: unknown;
}

/** Is told of each end once, in the transaction that writes it. Returns the jobs owed after the commit. */
export interface OutgoingSource {
  ended(tx: Sql, ctx: Pick<Context, "clock">, requests: EndedRequest[]): Promise<Job[]>;
}

export type OutgoingSources = Record<SourceKind, OutgoingSource>;
