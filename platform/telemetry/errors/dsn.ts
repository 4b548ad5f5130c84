/** What a DSN says, as https://<public key>@<host>/<path><project> (https://develop.sentry.dev/sdk/foundations/transport/authentication/). */
export interface Dsn {
  /** Where envelopes are posted. */
  url: string;
  publicKey: string;
}

/** Null for what is no DSN. */
export function parseDsn(text: string): Dsn | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const place = /^(?<path>.*\/)(?<project>[^/]+)$/.exec(url?.pathname ?? "")?.groups;
  if (!url || !place || !/^https?:$/.test(url.protocol) || url.username === "") return null;
  return {
    url: `${url.origin}${place.path}api/${place.project}/envelope/`,
    publicKey: decodeURIComponent(url.username),
  };
}
