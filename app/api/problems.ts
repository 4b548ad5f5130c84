/** Everything that the API may answer instead of what was asked, by the last part of its `type`. */
export const PROBLEMS = {
  "key-missing": {
    status: 401,
    title: "No API key",
    fix: "Send a key in the header Authorization: Bearer cbk_…. You create keys in Cartbell under Settings > API.",
  },
  "key-wrong": {
    status: 401,
    title: "The API key doesn’t work",
    fix: "It may be mistyped, revoked, or replaced by a rotation. Check it, or create a new key under Settings > API.",
  },
  "scope-missing": {
    status: 403,
    title: "The API key isn’t allowed to do this",
    fix: "Create a key with the scope that the answer names.",
  },
  "not-found": {
    status: 404,
    title: "Not found",
    fix: "Check the address and the id. Ids of another store are not found either.",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    fix: "Use a method that the header Allow names.",
  },
  "body-late": {
    status: 408,
    title: "The body arrived too slowly",
    fix: "Send the whole body within five seconds.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    fix: "Send less at a time: the reference has the limit.",
  },
  "not-json": {
    status: 415,
    title: "The body isn’t JSON",
    fix: "Send the header Content-Type: application/json and a body in UTF-8 that is valid JSON.",
  },
  invalid: {
    status: 422,
    title: "The request isn’t valid",
    fix: "Correct each of the errors, and send it again. Their pointers show where they are.",
  },
  refused: {
    status: 422,
    title: "This isn’t possible",
    fix: "The detail says why. Nothing was changed.",
  },
  "idempotency-key-missing": {
    status: 400,
    title: "No Idempotency-Key",
    fix: "Send the header Idempotency-Key with your own name for this request, such as a UUID, and the same one when you send it again.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "This Idempotency-Key was used for another request",
    fix: "Use a new key for each request; repeat a key only with the same request.",
  },
  "idempotency-under-way": {
    status: 409,
    title: "The same request is being worked on",
    fix: "Wait a second and send it again with the same key: you get its answer.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    fix: "Wait for as many seconds as the header Retry-After says.",
  },
  failed: {
    status: 500,
    title: "Something went wrong on our side",
    fix: "We’ve been notified. Send the request again later, with the same Idempotency-Key if it had one.",
  },
  unavailable: {
    status: 503,
    title: "Not available right now",
    fix: "Nothing was changed. Wait for as many seconds as the header Retry-After says, and send it again.",
  },
} satisfies Record<string, { status: number; title: string; fix: string }>;

export type ProblemName = keyof typeof PROBLEMS;

export function isProblem(name: string): name is ProblemName {
  return Object.hasOwn(PROBLEMS, name);
}
