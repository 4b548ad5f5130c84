/** Where the parts of a running demo answer. */
export interface Urls {
  /** The simulated store; its first page is the front page of the world. */
  store: string;
  carrier: string;
  people: string;
  clock: string;
  /** The simulated help desks. */
  desks: string;
  app: string;
  worker: string;
}

/** As flags for a script of ours that works on a running demo: --store http://… and so on. */
export function urlFlags(urls: Urls): string[] {
  return Object.entries(urls).flatMap(([name, url]) => [`--${name}`, url]);
}
