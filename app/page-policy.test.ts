import { expect, test } from "vitest";
import { BARE_POLICY } from "#platform/http/security-headers";
import { setPagePolicy } from "./page-policy.ts";

const html = "text/html; charset=utf-8";
const policyOf = (given: Record<string, string>) => {
  const headers = new Headers(given);
  setPagePolicy(headers);
  return headers.get("Content-Security-Policy");
};

test("a page keeps the frames that the library names", () => {
  expect(policyOf({ "Content-Type": html, "Content-Security-Policy": "frame-ancestors https://a.test;" })).toBe(
    "frame-ancestors https://a.test; object-src 'none'; base-uri 'none'",
  );
});

test("a page that names no shop stands in no frame, and its own scripts and styles still load", () => {
  for (const type of [html, "text/html"]) {
    const policy = policyOf({ "Content-Type": type });
    expect(policy).toBe("frame-ancestors 'none'; object-src 'none'; base-uri 'none'");
    expect(policy).not.toBe(BARE_POLICY);
  }
});

test("data and files are left to the closed policy", () => {
  for (const type of ["text/x-script", "text/csv; charset=utf-8", "application/json"])
    expect(policyOf({ "Content-Type": type })).toBeNull();
  expect(policyOf({})).toBeNull();
});
