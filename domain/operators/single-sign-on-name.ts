import { UserError } from "#domain/user-error";

/** An account of single sign-on is named by an email address or a subject ("sub:…"); one with a password has neither sign. */
export function isSingleSignOnName(name: string): boolean {
  return /[@:]/.test(name);
}

/** Throws a UserError for an account that has no password or role of its own. */
export function refuseSingleSignOn(name: string): void {
  if (isSingleSignOnName(name))
    throw new UserError(
      "operator-single-sign-on",
      `${name} logs in with single sign-on. The role comes from the OPERATORS_OIDC_ settings, the password from your provider.`,
    );
}
