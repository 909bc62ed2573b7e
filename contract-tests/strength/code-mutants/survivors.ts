/** A mutant of the code that no test can kill: its lines before and after, with white space folded. */
export interface Survivor {
  file: string;
  mutator: string;
  from: string;
  to: string;
  reason: string;
}

export const survivors: readonly Survivor[] = [
  {
    file: "scripts/description/bundle.ts",
    mutator: "Regex",
    from: String.raw`const stray = refs.find(({ $ref }) => !/^#\/components\/\w+\/[\w.-]+$/.test($ref));`,
    to: String.raw`const stray = refs.find(({ $ref }) => !/#\/components\/\w+\/[\w.-]+$/.test($ref));`,
    reason: "The bundler leaves no reference to another file.",
  },
  {
    file: "scripts/description/compile-schemas.ts",
    mutator: "ObjectLiteral",
    from: "code: { optimize: 0 },",
    to: "code: {},",
    reason: "It is for speed alone.",
  },
  {
    file: "src/answer.ts",
    mutator: "StringLiteral",
    from: `const values = (headers.get("Retry-After") ?? "").split(between).map((value) => readDelay(value.trim()));`,
    to: `const values = (headers.get("Retry-After") ?? "Stryker was here!").split(between).map((value) => readDelay(value.trim()));`,
    reason: "Whatever cannot be read counts for nothing, as does an empty text.",
  },
  {
    file: "src/attempt.ts",
    mutator: "StringLiteral",
    from: `const [text, lack] = typeof body === "string" ? [body] : ["", bare(body)];`,
    to: `const [text, lack] = typeof body === "string" ? [body] : ["Stryker was here!", bare(body)];`,
    reason: "What is no JSON object says nothing, as an empty text does.",
  },
  {
    file: "src/body.ts",
    mutator: "OptionalChaining",
    from: `cancel: () => (typeof body.destroy === "function" ? body.destroy() : iterator.return?.()),`,
    to: `cancel: () => (typeof body.destroy === "function" ? body.destroy() : iterator.return()),`,
    reason: "What giving a body up throws is of no interest to anybody.",
  },
  {
    file: "src/node-fetch.ts",
    mutator: "ConditionalExpression",
    from: "if (!request.writableFinished) request.destroy();",
    to: "if (true) request.destroy();",
    reason: "Node has let go of a request that has left by then, so that destroying it does nothing.",
  },
  {
    file: "src/on-abort.ts",
    mutator: "OptionalChaining",
    from: "return tryTo(() => signal?.aborted) === true;",
    to: "return tryTo(() => signal.aborted) === true;",
    reason: "To ask no signal throws, which is as good as undefined; an error for each call takes longer.",
  },
  {
    file: "src/path.ts",
    mutator: "StringLiteral",
    from: `const decoded = id.includes("%") ? decodeEscapes(id) : id;`,
    to: `const decoded = id.includes("") ? decodeEscapes(id) : id;`,
    reason: "Without a percent sign there is nothing to decode; the condition saves time.",
  },
  {
    file: "src/path.ts",
    mutator: "MethodExpression",
    from: String.raw`for (let escape; (escape = /%([0-9a-f]{2})/i.exec(String.fromCharCode(...decoded.slice(-3))));) {`,
    to: String.raw`for (let escape; (escape = /%([0-9a-f]{2})/i.exec(String.fromCharCode(...decoded)));) {`,
    reason: "Only the last byte is new, so no escape ends before it; looking at three saves time.",
  },
];
