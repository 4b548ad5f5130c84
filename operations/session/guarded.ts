import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { ReactElement } from "react";
import type { Role } from "#domain/operators/roles";
import { UserError } from "#domain/user-error";
import { isDatabaseDown } from "#platform/sql/db";
import { answerPage, refusal } from "../pages/answer.tsx";
import { admitOperator, admitPost, type Operator } from "./admit.ts";

const AWAY = "The database can’t be reached, so no page of the panel works. The runbook says what to do.";

/** What a page is drawn from. */
export interface PageRequest {
  operator: Operator;
  url: URL;
  request: Request;
}

/** The loader of a page that operators of a role may see. */
export function pageFor(needed: Role, draw: (asked: PageRequest) => Promise<ReactElement>) {
  return (args: LoaderFunctionArgs): Promise<Response> =>
    whileAway(async () => {
      const operator = await admitOperator(args, needed);
      const { request } = args;
      return answerPage(await draw({ operator, request, url: new URL(request.url) }));
    });
}

/** What a form asks for. */
export interface PostRequest extends PageRequest {
  fields: Partial<Record<string, string>>;
}

/** The action of a page whose forms operators of a role may send. A UserError that `act` lets through is a page of its own. */
export function postFor(needed: Role, act: (asked: PostRequest) => Promise<Response>) {
  return (args: ActionFunctionArgs): Promise<Response> =>
    whileAway(async () => {
      const { operator, fields } = await admitPost(args, needed);
      const { request } = args;
      return explainFailure(() => act({ operator, fields, request, url: new URL(request.url) }));
    });
}

/** Answers a UserError with a page that has its sentence. */
export async function explainFailure(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refusal(422, error.message);
  }
}

/** Without the database there is no session to be found, so the page says why. */
export async function whileAway(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    // A Response that was thrown is an answer like any other.
    if (error instanceof Response) return error;
    if (!isDatabaseDown(error)) throw error;
    return refusal(503, AWAY);
  }
}
