import { proxiedQuery } from "../factories/requests/proxied-query.ts";
import { openEndpoints, SECRET } from "./endpoint-server.ts";

export const DOMAIN = "candles.myshopify.com";
export const shown = { words: "Ja, schickt mir Angebote.", form_version: "footer 3", page: "https://candles.test/" };
export const filledIn = { phone: "0151 23456789", agree: "on", website: "" };

export interface Sent {
  query?: string;
  headers?: Record<string, string>;
  method?: string;
}

/** The sign-up endpoint, and forms that are sent to it through the store's proxy. */
export async function openSignUps() {
  const endpoints = await openEndpoints();
  let visitor = 0;

  /** Each from an address of its own, unless one is given. */
  async function send(form: Record<string, string>, { query, headers = {}, method = "POST" }: Sent = {}) {
    visitor += 1;
    const response = await fetch(
      `${endpoints.url}/proxy/sign-up?${query ?? proxiedQuery(DOMAIN, SECRET, endpoints.ctx.clock.now())}`,
      {
        method,
        headers: { "X-Forwarded-For": `198.51.${visitor >> 8}.${visitor & 255}, 10.0.0.1`, ...headers },
        ...(method === "POST" && { body: new URLSearchParams(form) }),
      },
    );
    return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
  }

  const taken = async () =>
    (await endpoints.stored()).map(({ body, ...row }) => ({ ...row, told: JSON.parse(Buffer.from(body).toString()) }));

  return { endpoints, send, taken };
}
