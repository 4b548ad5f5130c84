import { forgetIdToken, idToken } from "./id-token.js";

const retryHeader = "X-Shopify-Retry-Invalid-Session-Request";
const reauthorizeHeader = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/** Requests to the app's own origin carry the session token, and are sent once more when it was refused as stale. */
export function augmentFetch(config) {
  const nativeFetch = window.fetch.bind(window);

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("Authorization")) {
      return nativeFetch(input, init);
    }
    const again = request.clone();
    const response = await nativeFetch(await withToken(request, config));
    if (response.status === 401 && response.headers.has(retryHeader)) {
      forgetIdToken();
      return nativeFetch(await withToken(again, config));
    }
    const reauthorize = response.headers.get(reauthorizeHeader);
    if (reauthorize) window.open(new URL(reauthorize, location.href), "_top");
    return response;
  };
}

async function withToken(request, config) {
  request.headers.set("Authorization", `Bearer ${await idToken(config.shop)}`);
  request.headers.set("X-Requested-With", "XMLHttpRequest");
  return request;
}
