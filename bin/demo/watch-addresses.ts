import type { Urls } from "./urls.ts";

/** What an operator watches in `npm run demo -- --watch`, for the terminal. */
export function watchAddresses({ app, worker }: Urls, collector: string): { name: string; url: string }[] {
  return [
    { name: "Traces", url: `${collector}/` },
    { name: "Operators' panel", url: `${app}/operations` },
    { name: "Metrics of the web", url: `${app}/metrics` },
    { name: "… of the workers", url: `${worker}/metrics` },
  ];
}
