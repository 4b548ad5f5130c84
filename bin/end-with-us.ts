import type { ChildProcess } from "node:child_process";

/** A child in the foreground is told to end when we do, however we were asked. */
export function endWithUs<Child extends ChildProcess>(child: Child): Child {
  const end = () => void child.kill("SIGTERM");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
}
