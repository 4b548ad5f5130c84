import { hash, timingSafeEqual } from "node:crypto";

/** The field that every form of the panel carries. */
export const FORM_TOKEN = "formToken";

/** Only a page that was answered to this session has it. The session's token can't be computed from it. */
export function formTokenOf(sessionToken: string): string {
  return hash("sha256", `form:${sessionToken}`, "base64url");
}

export function isFormToken(given: string, sessionToken: string): boolean {
  const wanted = Buffer.from(formTokenOf(sessionToken));
  const bytes = Buffer.from(given);
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
}

/** Browsers say where a form was sent from. A request of another origin is refused, and so is one that doesn't say. */
export function isOwnOrigin(request: Request): boolean {
  return request.headers.get("Origin") === new URL(request.url).origin;
}
