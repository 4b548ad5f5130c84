import { type RequestOptions, type RequestOutcome, requestPublicly } from "./public-request.ts";

export interface PublicPost {
  /** POST when absent. */
  method?: "GET" | "PUT" | "DELETE";
  url: string;
  headers: Record<string, string>;
  /** Empty for a GET. */
  body: string;
}

type Answer = Extract<RequestOutcome, { kind: "answer" }>;

/** What came of a request: the answer, whatever its status, or why none came. */
export type PostOutcome =
  | (Omit<Answer, "headers" | "body"> & { retryAfter: string | null; body: string })
  | Exclude<RequestOutcome, Answer>;

/** Posts to an address that a stranger has chosen. Never throws for what the network does. */
export type PostPublicly = (post: PublicPost) => Promise<PostOutcome>;

/** Each post is a request of its own (public-request.ts); its answer is read as text. */
export function publicPost(options: RequestOptions = {}): PostPublicly {
  return async (post) => {
    const outcome = await requestPublicly({ ...post, method: post.method ?? "POST" }, options);
    if (outcome.kind !== "answer") return outcome;
    const { headers, body, ...answer } = outcome;
    return { ...answer, retryAfter: headers["retry-after"] ?? null, body: body.toString("utf8") };
  };
}
