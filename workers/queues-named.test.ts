import { expect, test } from "vitest";
import { jobs } from "#domain/jobs";
import { ConfigError } from "#platform/config";
import { queuesNamed } from "./queues-named.ts";

const everything = Object.keys(jobs);

test.each<[string[], string[]]>([
  [["all"], everything],
  [["all", "import"], everything],
  [["import", "all"], everything],
  [[], everything],
  [["import"], ["import"]],
  [
    ["import", "campaign", "import"],
    ["campaign", "import"],
  ],
])("WORKER_QUEUES of %j serves %j", (names, served) => {
  expect(queuesNamed(names)).toEqual(served);
});

test.each(["mail", "toString", "ALL", "import;campaign"])(
  "%j is no queue, and the sentence says which there are",
  (name) => {
    expect(() => queuesNamed(["import", name])).toThrow(ConfigError);
    expect(() => queuesNamed([name])).toThrow(`"${name}", which is no queue: choose from all, dispatch-transactional`);
  },
);
