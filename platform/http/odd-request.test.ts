import fc from "fast-check";
import { expect, test } from "vitest";
import { codePoint } from "../../test/factories/code-point.ts";
import { oddRequest } from "./odd-request.ts";

test.each([
  ["OPTIONS", "*", 405],
  ["OPTIONS", "/campaigns", 405],
  ["TRACE", "/", 405],
  ["CONNECT", "example.com:443", 405],
  ["PUT", "/webhooks", 405],
  ["DELETE", "/campaigns/1", 405],
  ["PROPFIND", "/", 405],
  ["", "/", 405],
  ["GET", "*", 400],
  ["GET", "", 400],
  ["GET", "http://example.com/", 400],
  ["GET", "https://app.test/campaigns", 400],
  ["GET", "//example.com/campaigns", 400],
  ["GET", "/\\example.com/", 400],
  ["GET", "example.com", 400],
  ["GET", "/%", 400],
  ["GET", "/%E0%A4%A", 400],
  ["GET", "/%ff", 400],
  ["GET", "/campaigns/%00", 400],
  ["GET", "/campaigns/%0d%0aSet-Cookie:x", 400],
  ["GET", "/%5c%5cexample.com", 400],
  ["GET", `/${"a".repeat(9_000)}`, 414],
])("%s %s is answered with %i", (method, url, status) => {
  expect(oddRequest({ method, url })?.status).toBe(status);
});

test.each([
  ["GET", { "content-length": "5" }],
  ["HEAD", { "content-length": "5" }],
  ["GET", { "transfer-encoding": "chunked" }],
  ["HEAD", { "transfer-encoding": "gzip, chunked" }],
])("a %s with %o is answered with 400, and its connection ends", (method, headers) => {
  expect(oddRequest({ method, url: "/", headers })).toEqual({ status: 400, headers: { Connection: "close" } });
});

test.each([
  ["GET", { "content-length": "0" }],
  ["GET", {}],
  ["POST", { "transfer-encoding": "chunked" }],
  ["POST", { "content-length": "5" }],
])("a %s with %o is an ordinary request", (method, headers) => {
  expect(oddRequest({ method, url: "/", headers })).toBeNull();
});

test.each(["/", "/campaigns?search=%00", "/l/aB3dE5gH7j", "/subscribers/J%C3%BCrgen", "/webhooks", "/?a=%"])(
  "%s is an ordinary address",
  (url) => expect(oddRequest({ method: "GET", url })).toBeNull(),
);

test("what is let through can be read as an address on our own host", () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 60 }), (text) => {
      const url = `/${text}`;
      if (oddRequest({ method: "GET", url }) !== null) return;
      expect(new URL(`https://app.test${url}`).host).toBe("app.test");
    }),
    { numRuns: 2_000 },
  );
});
