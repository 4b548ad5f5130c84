import type { TestOperator } from "../factories/operator.ts";

export interface PanelAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** A browser at the operators' panel: keeps the cookie, sends forms as a browser does. */
export interface PanelVisit {
  get(path: string, headers?: Record<string, string>): Promise<PanelAnswer>;
  /** Sends a form with the token that the panel's pages carry. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<PanelAnswer>;
  /** With the code of this moment, which must not have been used. */
  logIn(operator: TestOperator, at?: Date): Promise<PanelAnswer>;
  /** The session's cookie as it is sent, "name=value". */
  cookie(): string;
}

let visits = 0;

/** Each visit has an address of its own. */
export function visitPanel(url: string): PanelVisit {
  visits += 1;
  const address = { "X-Forwarded-For": `2001:db8:${visits.toString(16)}::1` };
  let cookie = "";
  let device = "";
  let formToken = "";

  async function ask(path: string, init: RequestInit): Promise<PanelAnswer> {
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    for (const given of response.headers.getSetCookie()) {
      const pair = given.split(";", 1)[0] ?? "";
      if (/^\S+-device=/.test(pair)) device = pair;
      else cookie = pair;
    }
    const text = await response.text();
    formToken = /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? formToken;
    return { status: response.status, headers: response.headers, text };
  }

  const visit: PanelVisit = {
    get: (path, headers = {}) => ask(path, { headers: { Cookie: cookie, ...address, ...headers } }),
    post: (path, fields = {}, headers = {}) =>
      ask(path, {
        method: "POST",
        headers: {
          Cookie: path.startsWith("/operations/login") ? `${cookie}; ${device}` : cookie,
          Origin: url,
          ...address,
          ...headers,
        },
        body: new URLSearchParams({ formToken, ...fields }),
      }),
    async logIn({ name, password, code }, at = new Date()) {
      const answer = await visit.post("/operations/login", { name, password, code: code(at) });
      if (answer.status === 303) await visit.get("/operations/account");
      return answer;
    },
    cookie: () => cookie,
  };
  return visit;
}
