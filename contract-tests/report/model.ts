/** Everything that one run of the contract suite found out. The four surfaces of the report show this and nothing else. */
export interface Report {
  /** Reproduces the run: `CONTRACT_SEED=<seed> npm test`. */
  seed: number;
  criteria: Criterion[];
  /** Operation × status × named example, in the order of the API description. */
  answers: AnswerResult[];
  mutants: MutantResult[];
  tests: TestResult[];
}

/** One way in which the suite has to exercise the API description, and each thing that it has to exercise so. */
export interface Criterion {
  name: string;
  obligations: Obligation[];
}

export interface Obligation {
  /** Unique, and made of the operation, the criterion and the detail. */
  id: string;
  operationId: string;
  /** Traffic of a passing test exercised it. */
  reached: boolean;
  /** A mutant that breaks just this failed the run. */
  proven: boolean;
  /** Why it can never be reached, where that is so. */
  waiver?: string;
}

export interface AnswerResult {
  operationId: string;
  status: string;
  example: string;
  passed: boolean;
}

export interface MutantResult {
  kind: "spec" | "wire";
  name: string;
  /** The ids of the obligations that it breaks. */
  breaks: string[];
  /** Titles of the checks, or `tsc`, that noticed it; the first is enough. Empty for one that survived. */
  killers: string[];
  /** A change that breaks no caller: reported, never a failure. */
  widening: boolean;
}

export interface TestResult {
  file: string;
  name: string;
  state: "passed" | "failed" | "skipped";
  /** Left out of report.json, which is the same for two runs with one seed. */
  duration_ms: number;
  /** What failed, at most 20 lines of difference, and how to replay it. */
  failure?: string;
}
