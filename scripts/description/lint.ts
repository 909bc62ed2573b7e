import { dirname, join } from "node:path";
import {
  createConfig,
  getLineColLocation,
  lint,
  lintConfig,
  type Config,
  type NormalizedProblem,
} from "@redocly/openapi-core";
import { blameFile } from "./blame-file.js";
import { HidingResolver } from "./hiding-resolver.js";
import { loadRules, refuseUnknownRule } from "./load-rules.js";
import { displayPath, SpecError, type Problem } from "./spec-error.js";

const shapeRules = { struct: "error", "no-unresolved-refs": "error" };

// Its own type of a configuration takes the compiler two seconds.
const createRules = createConfig as unknown as (rules: object) => Promise<Config>;

/** Lints the source files by the rules in `redocly.yaml` beside the root document. Throws a SpecError for any problem. */
export async function lintSource(root: string): Promise<void> {
  const configPath = join(dirname(root), "redocly.yaml");
  const config = await loadRules(configPath);
  report(await blameFile(configPath, () => lintConfig({ config })));
  refuseUnknownRule(config);
  // Of data, the linter takes extensions alone for something else, and it looks at what examples hold.
  const externalRefResolver = new HidingResolver(new Set());
  const problems = await lint({ ref: root, config, externalRefResolver }).catch((error: Error) => error);
  if (problems instanceof Error) {
    // A rule may not be able to take what has another shape.
    const shape = await createRules({ resolve: { doNotResolveExamples: true }, rules: shapeRules });
    report(await blameFile(root, () => lint({ ref: root, config: shape, externalRefResolver })));
    // What was thrown although the shape is right is a rule's own fault.
    await blameFile(configPath, () => Promise.reject(problems));
  } else {
    // Of what has another shape, or leads nowhere, every other rule complains too.
    report(problems.filter(({ ruleId }) => Object.hasOwn(shapeRules, ruleId)));
    report(problems);
  }
}

/** Where the linter's and the bundler's problems are. */
export function describeProblems(problems: readonly NormalizedProblem[]): Problem[] {
  return problems.map(({ message, ruleId, location }) => ({
    file: displayPath(location[0]!.source.absoluteRef),
    line: getLineColLocation(location[0]!).start.line,
    message: `${message.replaceAll(/\s+/g, " ")} (${ruleId})`,
  }));
}

function report(problems: readonly NormalizedProblem[]): void {
  const lines = describeProblems(problems);
  const isMeant = (problem: Problem): boolean =>
    !isAlternative(problem) || !lines.some((other) => other.file === problem.file && !isAlternative(other));
  // A file that two operations share is seen twice.
  const meant = new Map(lines.filter(isMeant).map((problem) => [JSON.stringify(problem), problem]));
  if (meant.size > 0) throw new SpecError([...meant.values()]);
}

/** Of an example that fits no part of an `anyOf`, what is wrong by one part is also said of the others and of the whole. */
const isAlternative = ({ message }: Problem): boolean =>
  /(type must be null|must match a schema in anyOf)\. \(no-invalid-/.test(message);
