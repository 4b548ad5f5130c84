import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../root.ts";
import { namedProviders } from "./provider-names.ts";

/** A repository with two providers, acme and smsly, and these files. */
function repositoryOf(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "cartbell-names-"));
  for (const [file, text] of Object.entries({
    "providers/acme/send.ts": "",
    "providers/smsly/send.ts": "",
    ...files,
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

test("a provider's name is found in code, comments, addresses and SQL, with its file and line", () => {
  const root = repositoryOf({
    "domain/messages/price.ts": "// As Acme does.\nexport const price = 1;",
    "domain/messages/read.sql": "SELECT 1\nWHERE provider = 'acme'",
    "workers/open.ts": 'open({ source: "https://www.smsly.com/docs" });',
    "platform/http/visitors.ts": "const hosts = [ACME_URL];",
    "app/page.tsx": "<p>Ask Smsly.</p>",
  });
  expect(namedProviders(root)).toEqual([
    "app/page.tsx:1 names smsly",
    "domain/messages/price.ts:1 names acme",
    "domain/messages/read.sql:2 names acme",
    "platform/http/visitors.ts:1 names acme",
    "workers/open.ts:1 names smsly",
  ]);
});

test("tests, the settings and the providers themselves may name one", () => {
  const root = repositoryOf({
    "domain/messages/price.test.ts": "acme",
    "platform/settings/sms.ts": "ACME_TOKEN: z.string(),",
    "providers/acme.ts": "acme",
    "domain/messages/pharmacme.ts": "const pharmacme = 1;",
  });
  expect(namedProviders(root)).toEqual([]);
});

test("this repository names none", () => {
  expect(namedProviders(ROOT)).toEqual([]);
});
