import { ask, originOfShell } from "./channel.js";

/** A token lives a minute; one with less than this left is fetched anew. */
const marginMs = 10_000;
/** @type {{ token: string, expiresAt: number } | null} */
let current = null;
const nativeFetch = window.fetch.bind(window);

export async function idToken(shop) {
  if (current && current.expiresAt - Date.now() > marginMs) return current.token;
  const token = (await ask("id-token", {}, null)) ?? (await tokenFromStore(shop));
  current = { token, expiresAt: expiryOf(token) };
  return token;
}

export function forgetIdToken() {
  current = null;
}

/** For an app opened in a tab of its own, where no admin answers. */
async function tokenFromStore(shop) {
  const response = await nativeFetch(`${originOfShell()}/id-token?shop=${encodeURIComponent(shop ?? "")}`);
  if (!response.ok) throw new Error(`The store gave no session token for ${shop}.`);
  return response.text();
}

function expiryOf(token) {
  const [, claims = ""] = token.split(".");
  return JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
}
