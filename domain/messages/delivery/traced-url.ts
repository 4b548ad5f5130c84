const NAME = "traceparent";

/** The address for a text's receipt, which brings the hand-over's trace back. Providers sign the whole address. */
export function withTraceparent(url: string, traceparent: string | undefined): string {
  return traceparent === undefined ? url : `${url}&${NAME}=${traceparent}`;
}

/** The trace that a receipt's address brings back; null when its text isn't in a sampled one. */
export function traceparentIn(url: string): string | null {
  return new URL(url).searchParams.get(NAME);
}
