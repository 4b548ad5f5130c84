import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";

const urlOf = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
const FLAGS = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", "--input-type=module", "-e"];

/** Runs a process that hears everything and does one thing. */
function run(code: string) {
  const script = `import { createLog } from ${urlOf("./log.ts")};
    import { hearEverything } from ${urlOf("./hear-everything.ts")};
    hearEverything(createLog("info", "test"));
    ${code}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [...FLAGS, script], { encoding: "utf8" });
  const lines = stdout.split("\n").filter(Boolean);
  return { stdout, stderr, status, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe("what a library or Node prints is one masked line of our log", () => {
  test.each([
    ["console.log", `console.log("to %s", "+12125550143")`],
    ["console.error", `console.error("to +12125550143\\n{\\"level\\":30,\\"msg\\":\\"forged\\"}")`],
    ["an error", `console.error("[library]", new Error("no text to +12125550143"))`],
    ["a warning of Node's", `process.emitWarning("listeners of +12125550143")`],
  ])("%s", (_what, code) => {
    const { stdout, stderr, lines, status } = run(code);
    expect(status).toBe(0);
    expect(stderr).toBe("");
    expect(lines).toHaveLength(1);
    expect(stdout).toContain("+…43");
    expect(stdout).not.toContain("5550143");
  });
});

test.each([
  ["an error that nothing catches", `setTimeout(() => { throw new Error("for ada@example.com"); })`],
  ["a rejection that nothing handles", `Promise.reject(new Error("for ada@example.com"));`],
])("%s ends the process with a masked line", (_what, code) => {
  const { stdout, stderr, lines, status } = run(code);
  expect([status, stderr]).toEqual([1, ""]);
  expect(lines).toMatchObject([{ level: 60, err: { message: "for [email]" } }]);
  expect(stdout).not.toContain("ada@");
});
