import { apiKeyOfScript } from "./channel.js";

/** Launch parameters come with the first address only; later pages of the same frame find them in the session. */
const remembered = "app-bridge-launch";

export function readConfig() {
  const query = new URLSearchParams(location.search);
  const saved = JSON.parse(sessionStorage.getItem(remembered) ?? "{}");
  const config = {
    apiKey: apiKeyOfScript(),
    shop: query.get("shop") ?? saved.shop,
    host: query.get("host") ?? saved.host,
    locale: query.get("locale") ?? saved.locale ?? "en",
    appOrigins: [],
    disabledFeatures: [],
    experimentalFeatures: [],
  };
  sessionStorage.setItem(remembered, JSON.stringify({ shop: config.shop, host: config.host, locale: config.locale }));
  return config;
}

const launchNames = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

/** The address as the admin shows it: without what it was launched with. */
export function pathShown() {
  const url = new URL(location.href);
  for (const name of launchNames) url.searchParams.delete(name);
  return `${url.pathname}${url.search}${url.hash}`;
}
