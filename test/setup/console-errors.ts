import { format } from "node:util";
import { afterAll, afterEach } from "vitest";

// A console.error that no test expects is a failure no one looked at. A test that expects one replaces it:
// vi.spyOn(console, "error").mockImplementation(() => {}), and restores it afterwards.
const unexpected: string[] = [];
console.error = (...message: unknown[]) => void unexpected.push(format(...message));

afterEach(failOnUnexpected);
afterAll(failOnUnexpected);

function failOnUnexpected(): void {
  const messages = unexpected.splice(0);
  if (messages.length > 0) throw new Error(`console.error was called unexpectedly:\n${messages.join("\n")}`);
}
