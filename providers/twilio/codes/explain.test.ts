import { describe, expect, test } from "vitest";
import { codeTable, explain } from "./explain.ts";
import { published } from "./published.ts";

describe("the table of codes", () => {
  test("has an entry for every published code that can reach us", () => {
    expect(published.filter((code) => !Object.hasOwn(codeTable, code))).toEqual([]);
  });

  test.each(Object.keys(codeTable))("explains %s in plain words that end without a period", (code) => {
    const { words } = explain(code);
    expect(words).toMatch(/^[A-Z].{12,}[^.\s]$/);
    expect(words).not.toMatch(/\b(whoever|nobody)\b/i);
  });
});

describe("a code without an entry", () => {
  test.each([
    ["20999", undefined, "other"],
    ["20999", 400, "our-mistake"],
    ["21999", 400, "other"],
    ["30999", undefined, "other"],
    ["63999", undefined, "other"],
    ["99999", 400, "our-mistake"],
    ["20999", 401, "account"],
    ["21999", 403, "account"],
    ["21999", 429, "too-fast"],
    ["", undefined, "other"],
    ["constructor", undefined, "other"],
    ["-30003", undefined, "other"],
    ["30003.5", undefined, "other"],
  ])("%s with the HTTP status %s is %s", (code, httpStatus, because) => {
    expect(explain(code, httpStatus === undefined ? {} : { httpStatus })).toMatchObject({ code, because });
  });
});

describe("what one way between two numbers says", () => {
  test.each([
    ["30006", { from: "72345", to: "+12125550100" }, "no-route"],
    ["30006", { from: "+18885550100", to: "+12125550100" }, "invalid-number"],
    ["30006", {}, "invalid-number"],
    ["21606", { from: "72345", to: "+447700900123" }, "no-route"],
    ["21659", { from: "+18885550100", to: "+447700900123" }, "no-route"],
    ["21606", { from: "+18885550100", to: "+12125550100" }, "sender-not-allowed"],
    ["30034", { from: "+12025550100", to: "+447700900123" }, "sender-not-allowed"],
  ])("%s from %j is %s", (code, way, because) => {
    expect(explain(code, way)).toMatchObject({ because });
  });
});
