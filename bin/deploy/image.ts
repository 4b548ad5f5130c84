import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Copy, DockerfileParser, type Instruction, JSONInstruction } from "dockerfile-ast";
import { ROOT } from "../root.ts";

export const DOCKERFILE = "deploy/Dockerfile";

/** What deploy/Dockerfile says of the image that runs. */
export interface Image {
  /** The values of its ARG instructions before the first stage. */
  args: Record<string, string>;
  env: Record<string, string>;
  /** Files and folders that the build stage hands over, from its working folder. */
  copied: string[];
  /** The commands of the build stage. */
  built: string[];
  user: string;
  command: string[];
  ports: string[];
}

export function readImage(): Image {
  const file = DockerfileParser.parse(readFileSync(join(ROOT, DOCKERFILE), "utf8"));
  const all = file.getInstructions();
  const [build = 0, final = 0] = all.flatMap((it, i) => (it.getKeyword() === "FROM" ? [i] : []));
  const of = (keyword: string, part: Instruction[]) => part.filter((it) => it.getKeyword() === keyword);
  const [head, stage, image] = [all.slice(0, build), all.slice(build, final), all.slice(final)];
  const [command] = of("CMD", image);
  return {
    args: Object.fromEntries(of("ARG", head).map((it) => pair(it.getArgumentsContent()))),
    env: Object.fromEntries(of("ENV", image).flatMap((it) => it.getArguments().map((word) => pair(word.getValue())))),
    copied: of("COPY", image).flatMap((it) => (it instanceof Copy ? sourcesOf(it) : [])),
    built: of("RUN", stage).flatMap((it) => commandsOf(it.getArgumentsContent() ?? "")),
    user: of("USER", image)[0]?.getArgumentsContent() ?? "",
    command: command instanceof JSONInstruction ? command.getJSONStrings().map((it) => it.getJSONValue()) : [],
    ports: of("EXPOSE", image).flatMap((it) => it.getArguments().map((word) => word.getValue())),
  };
}

/** Without the folder of the build stage. */
function sourcesOf(copy: Copy): string[] {
  const paths = copy.getArguments().map((word) => word.getValue());
  return paths.slice(0, -1).map((path) => path.replace(/^\/app\//, ""));
}

function commandsOf(line: string): string[] {
  return line.split("&&").map((command) => command.replaceAll(/\\\n/g, " ").replaceAll(/\s+/g, " ").trim());
}

function pair(text: string | null): [string, string] {
  const [name = "", ...value] = (text ?? "").split("=");
  return [name, value.join("=")];
}
