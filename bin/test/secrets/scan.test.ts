import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findSecrets } from "./find.ts";
import { fingerprintOf, scanTrackedFiles } from "./scan.ts";

// Made here, piece by piece: whole ones would be findings in this file.
const hex = "9f86d081884c7d659a2feaa0c55ad015";
const text = "q7Rz0PvK3mXw9Lt2YbN5sHd8FcJ1gUeA4oViT6kE";
const planted: [kind: string, line: string][] = [
  ["a private key", `-----BEGIN ${"PRIVATE KEY"}-----`],
  ["a private key", `-----BEGIN RSA ${"PRIVATE KEY"}-----`],
  ["a private key", `"key": "-----BEGIN OPENSSH ${"PRIVATE KEY"}-----\\nb3Bl"`],
  ["a Shopify token or secret", `const token = "${"shp"}at_${hex}";`],
  ["a Shopify token or secret", `SHOPIFY_API_SECRET=${"shp"}ss_${hex}`],
  ["a Twilio API key", `sid: ${"S"}K${hex}`],
  ["an AWS access key", `${"AK"}IAIOSFODNN7EXAMPLE`],
  ["a GitHub token", `${"gh"}p_${text.slice(0, 36)}`],
  ["a GitHub token", `${"github"}_pat_${text}`],
  ["an npm token", `//registry/:_authToken=${"np"}m_${text.slice(0, 36)}`],
  ["a Slack token", `${"xo"}xb-123456789012-abcdefghijkl`],
  ["a Stripe key", `${"sk"}_live_${text.slice(0, 24)}`],
  ["a random value of a secret's name", `TWILIO_AUTH_TOKEN=${hex}`],
  ["a random value of a secret's name", `  "apiKey": "${text}",`],
  ["a random value of a secret's name", `password: '${text.slice(0, 30)}'`],
  ["a random value of a secret's name", `ENCRYPTION_KEYS=k1:${text}`],
];

describe("a line is found", () => {
  test.each(planted)("as %s: %s", (kind, line) => {
    expect(findSecrets(`first\n${line}\nlast`)).toMatchObject([{ line: 2, kind }]);
  });
});

test.each([
  "const accessToken = readAccessTokenFromSession(session);",
  'password: "correct-horse-battery-staple"',
  "SHOPIFY_API_SECRET=your-client-secret-here",
  `"integrity": "sha512-${text}"`,
  'TWILIO_AUTH_TOKEN: "00000000000000000000000000000000"',
  "tokenCipher(config.ENCRYPTION_KEYS)",
])("ordinary code is not found: %s", (line) => {
  expect(findSecrets(line)).toEqual([]);
});

describe("a repository", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "secrets-"));
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("with a planted secret is told its place and never the secret itself; untracked files are not read", () => {
    const secret = `${"shp"}at_${hex}`;
    writeFileSync(join(folder, "settings.ts"), `// one\nexport const token = "${secret}";\n`);
    writeFileSync(join(folder, "notes.txt"), `${secret}\n`);
    writeFileSync(join(folder, "picture.png"), Buffer.from(`\0${secret}`));
    expect(scanTrackedFiles(folder)).toEqual([]);
    execFileSync("git", ["add", "settings.ts", "picture.png"], { cwd: folder });
    const found = scanTrackedFiles(folder);
    expect(found).toEqual([expect.stringMatching(/^settings\.ts:2 looks like a Shopify token or secret/)]);
    expect(found.join()).not.toContain(hex);
  });

  test("may hold a made-up value that is named by its fingerprint, and no other beside it", () => {
    const [made, real] = [`${"shp"}at_${hex}`, `${"shp"}at_${[...hex].reverse().join("")}`];
    writeFileSync(join(folder, "sample.txt"), `${made}\n${real}\n`);
    execFileSync("git", ["add", "sample.txt"], { cwd: folder });
    expect(scanTrackedFiles(folder, { [fingerprintOf(made)]: "a sample" })).toEqual([
      expect.stringMatching(/^sample\.txt:2 /),
    ]);
  });
});
