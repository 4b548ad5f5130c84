import { z } from "zod";

/** Of one request to the provider. */
export const TIMEOUT_MS = 5_000;
/** The provider may change its addresses. */
const KEPT_MS = 3_600_000;

/** The provider can't be reached or isn't one. The message is for the log. */
export class ProviderTrouble extends Error {}

/** What OpenID Connect Discovery 1.0 says of a provider, as far as we use it. */
const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
export type Provider = z.output<typeof metadata>;

const tokens = z.object({ id_token: z.string() });

/** Reads a provider's description and keeps it for an hour. What failed is asked again. */
export function providerReader(issuer: string): () => Promise<Provider> {
  let kept: { provider: Provider; until: number } | null = null;
  return async () => {
    const now = performance.now();
    if (kept && now < kept.until) return kept.provider;
    const answer = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {});
    const parsed = metadata.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) throw new ProviderTrouble(`status ${answer.status}, no description`);
    const provider = parsed.data;
    // Discovery 1.0, section 4.3: otherwise one issuer could speak for another.
    if (provider.issuer !== issuer) throw new ProviderTrouble(`it calls itself ${provider.issuer}`);
    const addresses = [provider.authorization_endpoint, provider.token_endpoint, provider.jwks_uri];
    if (issuer.startsWith("https:") && !addresses.every((it) => it.startsWith("https:")))
      throw new ProviderTrouble("an address of it isn't https");
    kept = { provider, until: now + KEPT_MS };
    return provider;
  };
}

interface Grant {
  code: string;
  verifier: string;
  redirectUri: string;
}

/** Exchanges a code for an ID token. Null when the provider refuses the code. */
export async function readTokens(
  provider: Provider,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  { code, verifier, redirectUri }: Grant,
): Promise<string | null> {
  const body = new URLSearchParams({
    ...{ grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri },
  });
  const headers = new Headers({ Accept: "application/json" });
  if (provider.token_endpoint_auth_methods_supported.includes("client_secret_basic")) {
    // RFC 6749, section 2.3.1: both parts are form-encoded first.
    const pair = [clientId, clientSecret].map(formEncoded).join(":");
    headers.set("Authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  } else {
    body.set("client_id", clientId);
    body.set("client_secret", clientSecret);
  }
  const answer = await ask(provider.token_endpoint, { method: "POST", headers, body });
  if (answer.status >= 500) throw new ProviderTrouble(`status ${answer.status} for a code`);
  const parsed = tokens.safeParse(answer.body);
  return answer.status === 200 && parsed.success ? parsed.data.id_token : null;
}

function formEncoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

async function ask(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    return { status: response.status, body: parseJson(text) };
  } catch (error) {
    throw new ProviderTrouble(error instanceof Error ? error.message : "no answer");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its own error page, or a proxy's.
    return null;
  }
}
