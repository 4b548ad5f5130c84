import { expect, test } from "vitest";
import { revalidation } from "./revalidation.ts";

type Asked = Parameters<ReturnType<typeof revalidation>>[0];

function isReread(
  actionResult: unknown,
  exceptions: Parameters<typeof revalidation>[0] = {},
  intent?: string,
): boolean {
  const formData = new FormData();
  if (intent) formData.set("intent", intent);
  const url = new URL("https://cartbell.test/");
  const asked: Asked = {
    ...{ currentUrl: url, currentParams: {}, nextUrl: url, nextParams: {}, defaultShouldRevalidate: true },
    ...{ formData, actionResult },
  };
  return revalidation(exceptions)(asked);
}

test("a page is read again after what it did, and after a link", () => {
  expect(isReread({ ok: true, said: "Saved" })).toBe(true);
  expect(isReread({ ok: false, errors: {} })).toBe(true);
  expect(isReread(undefined)).toBe(true);
});

test("a page that is left is not read once more: what it is about may be gone", () => {
  expect(isReread({ ok: true, said: "Deleted", leadsTo: "/campaigns" })).toBe(false);
});

test("a question changes nothing", () => {
  expect(isReread({ steps: [] })).toBe(false);
});

test("a page can know what it saved, and keep what was refused", () => {
  expect(isReread({ ok: true, said: "" }, { keeps: ["save"] }, "save")).toBe(false);
  expect(isReread({ ok: false, errors: {} }, { keeps: ["save"] })).toBe(false);
  expect(isReread({ ok: true, said: "" }, { keeps: ["save"] }, "publish")).toBe(true);
  expect(isReread({ ok: false, errors: {} }, { keepsRefused: true })).toBe(false);
});
