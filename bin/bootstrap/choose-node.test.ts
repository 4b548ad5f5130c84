import { expect, test } from "vitest";

// It runs before anything is installed, and so without types.
const { isNewEnough } = (await import(new URL("./choose-node.mjs", import.meta.url).href)) as {
  isNewEnough(version: string): boolean;
};

test.each(["22.23.3", "22.24.0", "24.20.0", "24.21.0", "26.6.0", "26.12.1", "27.0.0"])(
  "Node %s knows today's clocks",
  (version) => {
    expect(isNewEnough(version)).toBe(true);
  },
);

test.each(["20.20.2", "22.12.0", "22.23.2", "23.11.0", "24.19.0", "25.9.0", "26.5.1"])(
  "Node %s does not",
  (version) => {
    expect(isNewEnough(version)).toBe(false);
  },
);
