import { hash } from "node:crypto";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { ROLES, type Role } from "#domain/operators/roles";
import type { Config } from "#platform/config";
import type { Attempt } from "./attempt.ts";
import { type Provider, ProviderTrouble, providerReader, readTokens, TIMEOUT_MS } from "./provider.ts";

/** Logins at an OpenID Connect provider, by the authorization code flow with PKCE. */
export interface SingleSignOn {
  /** The role of each account that the settings name: an email address in small letters, or "sub:…". */
  roles: ReadonlyMap<string, Role>;
  /** Where the browser goes to log in. Throws ProviderTrouble when the provider can't be reached. */
  beginAt(attempt: Attempt, redirectUri: string): Promise<URL>;
  /** Who came back. Throws ProviderTrouble when the provider can't be reached. */
  finish(answer: URLSearchParams, attempt: Attempt, redirectUri: string): Promise<Finished>;
}

export type Finished =
  | { kind: "known"; name: string; role: Role }
  /** `because` is for the audit log. */
  | { kind: "refused"; because: string };

/** Asymmetric ones only: with a symmetric one, anyone who knows the client's secret could sign. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** Between the provider's clock and ours. */
const TOLERANCE_SECONDS = 30;

type Settings = Pick<
  Config,
  | "OPERATORS_OIDC_ISSUER"
  | "OPERATORS_OIDC_CLIENT_ID"
  | "OPERATORS_OIDC_CLIENT_SECRET"
  | "OPERATORS_OIDC_OWNERS"
  | "OPERATORS_OIDC_OPERATORS"
  | "OPERATORS_OIDC_READERS"
>;

/** Null when the settings have no provider. The provider is asked at the first login, so it may be away at the start. */
export function singleSignOnOf(settings: Settings): SingleSignOn | null {
  const {
    OPERATORS_OIDC_ISSUER: issuer,
    OPERATORS_OIDC_CLIENT_ID: clientId,
    OPERATORS_OIDC_CLIENT_SECRET: clientSecret,
  } = settings;
  if (!issuer || !clientId || !clientSecret) return null;
  const client = { clientId, clientSecret };
  const roles = rolesOf(settings);
  const readProvider = providerReader(issuer);
  let keys: { uri: string; get: ReturnType<typeof createRemoteJWKSet> } | null = null;

  function keysOf({ jwks_uri: uri }: Provider) {
    if (keys?.uri !== uri) keys = { uri, get: createRemoteJWKSet(new URL(uri), { timeoutDuration: TIMEOUT_MS }) };
    return keys.get;
  }

  return {
    roles,
    async beginAt({ state, nonce, verifier }, redirectUri) {
      const url = new URL((await readProvider()).authorization_endpoint);
      const asked = {
        ...{
          response_type: "code",
          scope: "openid email",
          client_id: clientId,
          redirect_uri: redirectUri,
          state,
          nonce,
        },
        ...{ code_challenge: hash("sha256", verifier, "base64url"), code_challenge_method: "S256" },
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return url;
    },
    async finish(answer, attempt, redirectUri) {
      if (answer.get("state") !== attempt.state) return refused("The answer belongs to another login.");
      const provider = await readProvider();
      const saysWho = answer.get("iss");
      if (saysWho === null ? provider.authorization_response_iss_parameter_supported : saysWho !== provider.issuer)
        return refused("The answer is of another issuer.");
      const code = answer.get("code");
      if (code === null) return refused("The provider let no one in.");
      const idToken = await readTokens(provider, client, { code, verifier: attempt.verifier, redirectUri });
      if (idToken === null) return refused("The provider did not accept the code.");
      const claims = await claimsOf(idToken, { provider, clientId, keys: keysOf(provider) });
      if (typeof claims === "string") return refused(claims);
      if (claims.nonce !== attempt.nonce) return refused("The token belongs to another login.");
      const known = findPerson(claims, roles);
      return known ? { kind: "known", ...known } : refused("The settings give this person no role.");
    },
  };
}

function refused(because: string): Finished {
  return { kind: "refused", because };
}

/** The highest role wins. */
function rolesOf(settings: Settings): Map<string, Role> {
  const lists: Record<Role, string[] | undefined> = {
    reader: settings.OPERATORS_OIDC_READERS,
    operator: settings.OPERATORS_OIDC_OPERATORS,
    owner: settings.OPERATORS_OIDC_OWNERS,
  };
  return new Map(ROLES.flatMap((role) => (lists[role] ?? []).map((name) => [nameOf(name), role] as const)));
}

/** Subjects are as the provider writes them; addresses don't tell capitals apart. */
function nameOf(entry: string): string {
  return entry.startsWith("sub:") ? entry : entry.toLowerCase();
}

function findPerson(claims: JWTPayload, roles: ReadonlyMap<string, Role>): { name: string; role: Role } | null {
  const bySubject = `sub:${claims.sub}`;
  // An address that its owner hasn't proven may be anyone's; one that reads like a subject is none.
  const isProven =
    typeof claims.email === "string" && claims.email_verified === true && /^(?!sub:).+@/i.test(claims.email);
  const byAddress = isProven ? String(claims.email).toLowerCase() : bySubject;
  for (const name of [bySubject, byAddress]) {
    const role = roles.get(name);
    if (role) return { name, role };
  }
  return null;
}

/** What the token says, or why it isn't believed. */
async function claimsOf(
  token: string,
  { provider, clientId, keys }: { provider: Provider; clientId: string; keys: ReturnType<typeof createRemoteJWKSet> },
): Promise<JWTPayload | string> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer: provider.issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS },
      requiredClaims: ["sub", "exp", "iat", "nonce"],
    });
    // A token for several clients names the one that asked for it.
    const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
    const isOurs = payload.azp === undefined ? !isShared : payload.azp === clientId;
    return isOurs ? payload : "The token was made for another client.";
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw new ProviderTrouble("its keys did not come in time");
    if (error instanceof errors.JOSEError) return `The token is not valid: ${error.code}.`;
    throw error instanceof TypeError || isNetworkError(error) ? new ProviderTrouble("its keys can’t be read") : error;
  }
}

function isNetworkError(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
}
