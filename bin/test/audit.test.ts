import { expect, test } from "vitest";
import { readAudit } from "./audit.ts";

const report = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { "left-pad": { severity, range: "<1.3.0" } },
    metadata: {},
  });

test.each(["high", "critical"])("a package with a %s hole fails the check by its name", (severity) => {
  expect(readAudit(report(severity))).toEqual({ kind: "vulnerable", packages: [`left-pad <1.3.0 (${severity})`] });
});

test.each(["low", "moderate"])("a %s hole does not", (severity) => {
  expect(readAudit(report(severity))).toEqual({ kind: "clean" });
});

test("no holes are clean", () => {
  expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual({ kind: "clean" });
});

test.each([
  ["nothing", "", "npm gave no report"],
  ["a proxy's page", "<html>502</html>", "npm gave no report"],
  ["null", "null", "npm gave no report"],
  [
    "a registry without advisories",
    '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":""}}',
    "405 Method Not Allowed",
  ],
  ["no network", '{"error":{"code":"ENOTFOUND","summary":"request failed"}}', "request failed"],
])("%s is skipped and never red", (_what, printed, because) => {
  expect(readAudit(printed)).toEqual({ kind: "skipped", because });
});
