/** What a browser keeps of the sites that it visits. */
export interface Cookies {
  headersFor(url: string): Record<string, string>;
  keep(url: string, response: Response): void;
}

export function cookieJar(): Cookies {
  const cookies = new Map<string, string>();
  return {
    headersFor(url) {
      const { host } = new URL(url);
      const own = [...cookies].filter(([key]) => key.startsWith(`${host} `)).map(([, value]) => value);
      return own.length === 0 ? {} : { cookie: own.join("; ") };
    },
    keep(url, response) {
      const { host } = new URL(url);
      for (const line of response.headers.getSetCookie()) {
        const pair = line.split(";")[0] ?? "";
        cookies.set(`${host} ${pair.split("=")[0]}`, pair);
      }
    },
  };
}
