/** A request to a simulated help desk. */
export interface DeskRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: Record<string, unknown>;
}

/** What it answers. */
export interface DeskAnswer {
  status: number;
  body: object | null;
}

/** The user and the password of a Basic authorization. */
export function basicIn(header: string | undefined): [string, string] {
  const plain = Buffer.from(header?.replace(/^Basic /, "") ?? "", "base64").toString("utf8");
  const colon = plain.indexOf(":");
  return [plain.slice(0, colon), plain.slice(colon + 1)];
}
