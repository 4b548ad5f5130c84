/** The destination of a URL: scheme, host and port, which share a breaker and a secret. Null for what no request is sent to. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}
