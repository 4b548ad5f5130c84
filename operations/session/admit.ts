import type { AppLoadContext } from "@remix-run/node";
import type { Context } from "#domain/context";
import type { OperatorsContext } from "#domain/operators/context";
import { allows, type Role } from "#domain/operators/roles";
import { type OpenSession, readSession } from "#domain/operators/sessions";
import { isSingleSignOnName } from "#domain/operators/single-sign-on-name";
import { redirectTo, refusal } from "../pages/answer.tsx";
import { noSessionCookie, sessionToken } from "./cookie.ts";
import { FORM_TOKEN, formTokenOf, isFormToken, isOwnOrigin } from "./form-token.ts";

/** The script that keeps pages fresh sends it: such a request does not keep a session open. */
export const REFRESH_HEADER = "X-Refresh";

/** Who is asking. */
export interface Operator {
  session: OpenSession;
  name: string;
  role: Role;
  /** Goes into every form. */
  formToken: string;
  ctx: Context & OperatorsContext;
}

export interface OperatorRequest {
  request: Request;
  context: AppLoadContext;
}

/**
 * The operator of a request, by the panel's own cookie; nothing that Shopify signed is read. Throws the answer that is due
 * instead: 429 for too many requests, the login page without a session, the account page while the password is someone else's.
 */
export async function admitOperator({ request, context }: OperatorRequest, needed: Role = "reader"): Promise<Operator> {
  const { cartbell, operations, network } = context;
  if (!operations.requests.admits(network)) throw refusal(429, "Too many requests. Wait a minute and try again.");
  const url = new URL(request.url);
  const token = sessionToken(request);
  const isRefresh = request.headers.has(REFRESH_HEADER);
  const session = token && (await readSession(cartbell.db, token, { at: new Date(), isRefresh }));
  const role = session && roleOf(session, context);
  if (!session || !role) throw redirectTo(loginFor(url, isRefresh), { "Set-Cookie": noSessionCookie(request) });
  if (session.mustChangePassword && !isAccountPage(url)) throw redirectTo("/operations/account");
  if (!allows(role, needed)) throw refusal(403, `Only ${needed}s may do this. Your role is ${role}.`);
  const { name } = session;
  const ctx = { ...cartbell, cipher: operations.cipher };
  return { session, name, role, formToken: formTokenOf(token), ctx };
}

/** The same for what a form posts; returns its fields too. Throws 403 when the form was not on a page of this session. */
export async function admitPost(
  given: OperatorRequest,
  needed: Role,
): Promise<{ operator: Operator; fields: Partial<Record<string, string>> }> {
  const { request, context } = given;
  if (!isOwnOrigin(request)) throw refusal(403, "This form was sent from another site. Nothing was changed.");
  const operator = await admitOperator(given, needed);
  if (context.refusal) throw context.refusal;
  const fields = fieldsOf(await request.formData());
  const token = sessionToken(request) ?? "";
  if (!isFormToken(fields[FORM_TOKEN] ?? "", token))
    throw refusal(403, "This form belongs to an earlier login. Nothing was changed. Open the page again.");
  return { operator, fields };
}

/** Files are none of ours. */
export function fieldsOf(form: FormData): Partial<Record<string, string>> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** For an account of single sign-on, the settings have the last word: null when they no longer name it. */
function roleOf({ name, role }: OpenSession, { operations }: AppLoadContext): Role | null {
  if (!isSingleSignOnName(name)) return role;
  return operations.singleSignOn?.roles.get(name) ?? null;
}

function isAccountPage({ pathname }: URL): boolean {
  return ["/operations/account", "/operations/logout"].includes(pathname);
}

/** Back to where they were, unless it was a form's address. */
function loginFor({ pathname, search }: URL, isRefresh: boolean): string {
  if (pathname === "/operations" || isRefresh) return "/operations/login";
  return `/operations/login?${new URLSearchParams({ to: `${pathname}${search}` })}`;
}
