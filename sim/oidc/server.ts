import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What makes a token of the issuer other than it should be. */
export interface TokenFaults {
  /** Claims that replace the right ones; undefined takes one away. */
  claims?: Record<string, unknown>;
  /** Signs with a key that the issuer does not publish. */
  isForged?: boolean;
}

export interface SimulatedIssuer {
  url: string;
  /** Who is at the keyboard, and what goes wrong. */
  person: { sub: string; email?: string; email_verified?: boolean };
  faults: TokenFaults;
  close(): Promise<void>;
}

interface Grant {
  challenge: string;
  nonce: string;
  redirectUri: string;
}

/** An OpenID Connect provider: discovery, keys, and the authorization code flow with PKCE for one client. */
export async function startIssuer(client: { id: string; secret: string }): Promise<SimulatedIssuer> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const strangers = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const grants = new Map<string, Grant>();

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer: SimulatedIssuer = {
    // Another site than 127.0.0.1, where the app is, so that cookies cross between sites as they do outside.
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    person: { sub: "1", email: "ada@fernhill.test", email_verified: true },
    faults: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer.url);
    if (url.pathname === "/.well-known/openid-configuration") return json(response, 200, describe(issuer.url));
    if (url.pathname === "/keys") {
      const key = { ...keys.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" };
      return json(response, 200, { keys: [key] });
    }
    if (url.pathname === "/authorize") return authorize(url.searchParams, response);
    if (url.pathname === "/token") return exchange(request, response);
    json(response, 404, {});
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const of = (name: string) => asked.get(name) ?? "";
    const isRight = of("client_id") === client.id && of("response_type") === "code" && of("scope").includes("openid");
    if (!isRight || of("code_challenge_method") !== "S256") {
      json(response, 400, { error: "invalid_request" });
      return;
    }
    const code = randomBytes(16).toString("hex");
    grants.set(code, { challenge: of("code_challenge"), nonce: of("nonce"), redirectUri: of("redirect_uri") });
    const back = new URL(of("redirect_uri"));
    for (const [name, value] of Object.entries({ code, state: of("state"), iss: issuer.url }))
      back.searchParams.set(name, value);
    response.writeHead(302, { Location: back.href }).end();
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const given = new URLSearchParams(body);
    if (!isClient(request.headers.authorization ?? "")) return json(response, 401, { error: "invalid_client" });
    const grant = grants.get(given.get("code") ?? "");
    grants.delete(given.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(given.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== given.get("redirect_uri"))
      return json(response, 400, { error: "invalid_grant" });
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: issuer.url, aud: client.id, iat: now, exp: now + 300, nonce: grant.nonce, ...issuer.person };
    const { claims, isForged } = issuer.faults;
    const key = (isForged ? strangers : keys).privateKey;
    const parts = [
      { alg: "RS256", kid: "1" },
      { ...right, ...claims },
    ]
      .map(encoded)
      .join(".");
    const signature = sign("sha256", Buffer.from(parts), key).toString("base64url");
    json(response, 200, { access_token: "unused", token_type: "Bearer", id_token: `${parts}.${signature}` });
  }

  /** RFC 6749, section 2.3.1: both parts are form-encoded before they are joined. */
  function isClient(authorization: string): boolean {
    const [id = "", secret = ""] = Buffer.from(authorization.replace(/^Basic /, ""), "base64")
      .toString()
      .split(":");
    const plain = new URLSearchParams(`id=${id}&secret=${secret}`);
    return plain.get("id") === client.id && plain.get("secret") === client.secret;
  }

  return issuer;
}

function describe(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    authorization_response_iss_parameter_supported: true,
  };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
