import type { z } from "zod";
import { UserError } from "#domain/user-error";
import type { Answer } from "#platform/http/answer";
import { PROBLEMS, type ProblemName } from "./problems.ts";

/** One thing that is wrong with a request. */
export interface FieldError {
  /** Where, as a JSON pointer (RFC 6901) into the body, or the name of a parameter. */
  pointer: string;
  detail: string;
}

/** An answer that is thrown from wherever it is found out. */
export class Problem extends Error {
  readonly problem: ProblemName;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;
  /** Tells refusals apart for programs. */
  readonly code: string | null;

  constructor(
    problem: ProblemName,
    detail?: string,
    {
      errors = [],
      headers = {},
      code = null,
    }: { errors?: FieldError[]; headers?: Record<string, string>; code?: string | null } = {},
  ) {
    super(detail ?? PROBLEMS[problem].fix);
    this.problem = problem;
    this.errors = errors;
    this.headers = headers;
    this.code = code;
  }
}

/** As problem+json (RFC 9457). */
export function problemAnswer({ problem, message, errors, headers, code }: Problem, appUrl: string): Answer {
  const { status, title } = PROBLEMS[problem];
  const type = `${appUrl}/api/problems/${problem}`;
  const body = { type, title, status, detail: message, ...(code && { code }), ...(errors.length > 0 && { errors }) };
  return {
    status,
    body: JSON.stringify(body),
    contentType: "application/problem+json",
    headers: { "Cache-Control": "no-store", ...headers },
  };
}

/** What a schema found wrong. `at` begins each pointer. */
export function invalid(error: z.ZodError, at = ""): Problem {
  const errors = issuesIn(error.issues)
    .slice(0, MOST_ERRORS)
    .map(({ path, message }) => ({
      pointer: [at, ...path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/"),
      detail: message,
    }));
  return new Problem("invalid", undefined, { errors });
}

const MOST_ERRORS = 20;

type Issue = z.core.$ZodIssue;

/** Of a choice, what is wrong with the alternative that was nearly met. */
function issuesIn(issues: Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
    const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
    return issuesIn(nearest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

/** What the domain refuses, in its own words. Anything else is a defect and is thrown on. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof UserError)) throw error;
  const { code, message, all } = error;
  if (code.endsWith("-not-found")) return new Problem("not-found", message, { code });
  const errors = all.flatMap(({ field, message: detail }) => (field ? [{ pointer: `/${field}`, detail }] : []));
  return new Problem("refused", message, { code, errors });
}
