/**
 * The app's web pixel: posts the page's customer events as Shopify's sandbox lets it, as plain text that outlives the page.
 * The events have the published shape: sim/shop/pixel/event-types.ts.
 */
const { endpoint, shop, clientId, customerPrivacy, events } = JSON.parse(
  document.getElementById("web-pixel").textContent,
);

const context = {
  document: {
    location: { href: location.href, origin: location.origin, pathname: location.pathname, search: location.search },
    referrer: document.referrer,
    title: document.title,
    characterSet: document.characterSet,
  },
  navigator: { userAgent: navigator.userAgent, language: navigator.language, cookieEnabled: navigator.cookieEnabled },
};

const told = events.map((event, seq) => ({
  ...event,
  id: crypto.randomUUID(),
  clientId,
  type: "standard",
  seq,
  timestamp: new Date().toISOString(),
  context,
}));

void fetch(endpoint, {
  method: "POST",
  keepalive: true,
  headers: { "Content-Type": "text/plain" },
  body: JSON.stringify({ shop, customerPrivacy, events: told }),
}).catch(() => {});
