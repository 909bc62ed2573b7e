import { basename } from "node:path";
import { BaseSequencer, type Reporter, type TestModule, type TestSpecification } from "vitest/node";

/** The mutants of each source file that a test file noticed; the more, the later. */
const noticed = new Map<string, Map<string, number>>();
/** In milliseconds, when it last ran whole. */
const durations = new Map<string, number>();
/** The source file of the mutant that is tried; undefined when none is. */
let source: string | undefined;
let is_noticed = false;

/** Whether a test has failed on the mutant that is tried. */
export const isNoticed = (): boolean => is_noticed;

const scoresOf = (name: string): Map<string, number> => noticed.get(name) ?? new Map();

/**
 * A mutant is done with at the first test that fails: the test files come first that noticed most mutants of its file in
 * the time that they take, after the one of its own name.
 */
export class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { activeMutant } = this.ctx.getProvidedContext() as { activeMutant?: string };
    source = activeMutant === undefined ? undefined : this.ctx.config.related?.[0];
    is_noticed = false;
    if (source === undefined) return files;
    const own = scoresOf(source);
    const others = [...noticed.values()];
    const rank = ({ moduleId }: TestSpecification): number => {
      const isNamesake = basename(moduleId).split(".")[0] === basename(source!).split(".")[0];
      const elsewhere = others.reduce((sum, scores) => sum + (scores.get(moduleId) ?? 0), 0);
      const score = (own.get(moduleId) ?? 0) + (isNamesake ? 1 : 0) + elsewhere / 1_000 + 1 / 1_000;
      return score / ((durations.get(moduleId) ?? 500) + 20);
    };
    const ranks = new Map(files.map((file) => [file, rank(file)]));
    return files.toSorted((one, other) => ranks.get(other)! - ranks.get(one)!);
  }
}

export const learnFromEach: Reporter = {
  onTestModuleEnd(module: TestModule) {
    const { moduleId } = module;
    if (module.ok()) durations.set(moduleId, module.diagnostic().duration);
    // Of a file that cannot be loaded, Stryker knows nothing.
    const failed = module.children.allTests("failed").next();
    if (source === undefined || failed.done === true) return;
    is_noticed = true;
    const scores = scoresOf(source);
    for (const [id, score] of scores) scores.set(id, score * 0.9);
    scores.set(moduleId, (scores.get(moduleId) ?? 0) + 1);
    noticed.set(source, scores);
  },
};
