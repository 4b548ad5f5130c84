import type { z } from "zod";
import type { WorkingKey } from "#domain/api-keys/find-keys";
import type { Scope } from "#domain/api-keys/scopes";
import type { Context } from "#domain/context";
import type { Intake } from "#domain/intake/accept";
import type { VerbName } from "#domain/team/verbs";
import type { VisitorLimit } from "#platform/http/visitor-limit";

/** What handlers work with. In one that is done once, `ctx.db` is the request's own transaction. */
export interface ApiParts {
  ctx: Context;
  intake: Pick<Intake, "accept">;
  /** How many people may be asked for double opt-in, by shop and country and by number. */
  signUps: { country: VisitorLimit; number: VisitorLimit };
}

/** A request that was let in and read. */
export interface Call<Params, Query, Body> extends ApiParts {
  shopId: string;
  key: WorkingKey;
  params: Params;
  query: Query;
  body: Body;
  /** The caller's own name for the request; null where none is asked for. */
  idempotencyKey: string | null;
  /** The caller's W3C trace. */
  traceparent: string | null;
}

/** Everything the reference says of an operation, and everything the router does with a request for it. */
export interface Operation {
  id: string;
  method: "GET" | "POST";
  /** With its parameters in braces: "/subscribers/{subscriberId}". Each is a UUID. */
  path: string;
  tag: string;
  scope: Scope;
  summary: string;
  description?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Bytes. */
  longestBody?: number;
  answer: { status: 200 | 201 | 202; schema: z.ZodType; description: string };
  /**
   * What makes a repeated POST harmless: its Idempotency-Key (the work, its answer and everything it writes are one
   * transaction), the ids in its body, or that it only reads.
   */
  repeat: "key" | "ids" | "reads";
  /**
   * Its entry in the activity log, where the same has one when a person does it. `isEach`: an entry for each request, about the record
   * in the path; otherwise one for a key and an hour. Events and single texts have none: there are too many of them.
   */
  noted?: { verb: VerbName; isEach?: true };
  /** A read that may take PostgreSQL seconds: one of a shop at a time. */
  isHeavy?: true;
  /** What it counts against the limits, 10 at most; 1 when absent. */
  cost?(body: never): number;
  handle(call: Call<never, never, never>): Promise<unknown>;
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Typed<Path extends string, Query, Body, Answer extends z.ZodType>
  extends Omit<Operation, "path" | "query" | "body" | "answer" | "cost" | "handle"> {
  path: Path;
  query?: Query;
  body?: Body;
  answer: { status: 200 | 201 | 202; schema: Answer; description: string };
  cost?(body: Out<Body>): number;
  handle(call: Call<ParamsIn<Path>, Out<Query>, Out<Body>>): Promise<z.input<Answer>>;
}

/** The parameters that a path names. */
type ParamsIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & ParamsIn<Rest>
  : unknown;

/** Defines an operation: its handler is given what its own schemas have read, and returns what its answer's schema describes. */
export function defineOperation<
  const Path extends string,
  Answer extends z.ZodType,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(operation: Typed<Path, Query, Body, Answer>): Operation {
  return operation as unknown as Operation; // the router gives each handler what its own schemas have read
}
