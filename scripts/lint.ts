import { dirname, join } from "node:path";
import { getLineColLocation, lint, loadConfig } from "@redocly/openapi-core";
import { displayPath, SpecError } from "./spec-error.js";

/** Lints the source files by the rules in `redocly.yaml` beside the root document. Throws a SpecError for any problem. */
export async function lintSource(root: string): Promise<void> {
  const config = await loadConfig({ configPath: join(dirname(root), "redocly.yaml") });
  const problems = await lint({ ref: root, config });
  if (problems.length === 0) return;
  const lines = problems.map(({ message, ruleId, location }) => ({
    file: displayPath(location[0]!.source.absoluteRef),
    line: getLineColLocation(location[0]!).start.line,
    message: `${message.replaceAll(/\s+/g, " ")} (${ruleId})`,
  }));
  // A file that two operations share is seen twice.
  throw new SpecError([...new Map(lines.map((problem) => [JSON.stringify(problem), problem])).values()]);
}
