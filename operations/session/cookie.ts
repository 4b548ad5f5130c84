import { DEVICE_DAYS } from "#domain/operators/devices";

/** A login at the identity provider takes no longer. */
export const ATTEMPT_SECONDS = 600;

/** Of the session's cookie. It reaches no page outside the panel, no script, and no request that another site makes. */
const SCOPE = "Path=/operations; HttpOnly; SameSite=Strict";

/** The browser forgets it when it closes, and the server after at most 12 hours. */
export function sessionCookie(request: Request, token: string): string {
  return `${nameFor(request)}=${token}; ${SCOPE}${isHttps(request) ? "; Secure" : ""}`;
}

/** Takes the cookie away. */
export function noSessionCookie(request: Request): string {
  return `${sessionCookie(request, "")}; Max-Age=0`;
}

/** The token that a request brings, or null. */
export function sessionToken(request: Request): string | null {
  return cookieIn(request, nameFor(request));
}

/** Names the browser for its next logins, and opens nothing. It stays after a logout. */
export function deviceCookie(request: Request, device: string): string {
  const scope = `Path=/operations/login; HttpOnly; SameSite=Strict; Max-Age=${DEVICE_DAYS * 86_400}`;
  return `${nameFor(request)}-device=${device}; ${scope}${isHttps(request) ? "; Secure" : ""}`;
}

/** What the browser was named, or null. */
export function deviceToken(request: Request): string | null {
  return cookieIn(request, `${nameFor(request)}-device`);
}

/** What a login at the identity provider began with. `Lax`, because the provider's page leads the browser back to us. */
export function attemptCookie(request: Request, sealed: string): string {
  const scope = `Path=/operations/login/oidc; HttpOnly; SameSite=Lax; Max-Age=${sealed === "" ? 0 : ATTEMPT_SECONDS}`;
  return `${nameFor(request)}-oidc=${sealed}; ${scope}${isHttps(request) ? "; Secure" : ""}`;
}

/** The same as it comes back, or null. */
export function attemptToken(request: Request): string | null {
  return cookieIn(request, `${nameFor(request)}-oidc`);
}

function cookieIn(request: Request, name: string): string | null {
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/).map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1] || null;
}

/** Browsers refuse the prefixed name without `Secure`, so a page over http can't set it. A demo has no https. */
function nameFor(request: Request): string {
  return isHttps(request) ? "__Secure-cartbell-operations" : "cartbell-operations";
}

function isHttps(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}
