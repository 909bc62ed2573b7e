// The report fails a run that left something out, and shows no credential.
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { criteria, listObligations } from "../strength/coverage/obligations.js";
import { document, operations } from "../contract/cases.js";
import { listChecks } from "../contract/checks/index.js";
import { countMutants } from "./code-mutants.js";
import { describeFailure, findBlame, type Failure } from "./failure.js";
import { buildReport, compareWith, renderJson, type Finding, type Judged, type Report } from "./findings.js";
import { renderJunit } from "./junit.js";
import type { LastExchange, MutantOutcome } from "../strength/evidence.js";
import { renderPage } from "./page.js";
import { findJudged } from "./reporter.js";
import { renderMarkdown, renderTerminal } from "./summary.js";
import { readTestFiles } from "./test-files.js";

const all: Judged = { coverage: true, tools: true, mutants: true };
const none: Judged = { coverage: false, tools: false, mutants: false };
const obligation = (operationId: string, criterion: string, waiver?: string) => ({
  id: `${operationId} ${criterion}${waiver === undefined ? "" : " waived"}`,
  operationIds: [operationId],
  criterion,
  ...(waiver !== undefined && { waiver }),
});
const asked = {
  operationIds: ["a", "b"],
  criteria: ["path", "header", "cookie"],
  testFiles: { "x.test.ts": "Everything." },
  obligations: [
    obligation("a", "path"),
    obligation("b", "path"),
    obligation("a", "header"),
    obligation("a", "header", "No server can do it."),
  ],
};
const mutant: MutantOutcome = {
  kind: "wire",
  name: "a mutant",
  killers: ["a check"],
  widening: false,
};
const found = (meta: Finding["meta"], rest: Partial<Finding> = {}): Finding => ({
  file: "x.test.ts",
  name: "a test",
  state: "passed",
  duration_ms: 1,
  meta,
  ...rest,
});
const reaches = (...reached: string[]): Finding => found({ reached });
const proves = (...proven: string[]): Finding => found({ proven, mutant });
const reached = reaches("a path", "b path", "a header");
const proven = [proves("a path", "b path"), proves("a header")];
const build = (findings: readonly Finding[], judged = all): Report => buildReport(7, asked, findings, judged);
const show = (report: Report): string[] => [
  renderTerminal(report, false),
  ...[renderPage, renderMarkdown, renderJson, renderJunit].map((render) => render(report)),
];

describe("a whole run", () => {
  const widening = found({ mutant: { ...mutant, widening: true } });
  const survivor = found({ mutant: { ...mutant, killers: [] } });

  it("passes when everything is reached, and proven", () => {
    expect(build([reached, ...proven, widening])).toMatchObject({ verdict: "passed", reasons: [] });
  });

  it.for<[what: string, items: string[], findings: Finding[]]>([
    ["an unreached obligation", ["b path"], [reaches("a path", "a header"), ...proven]],
    [
      "an obligation that only a failing test reached",
      ["b path"],
      [reaches("a path", "a header"), { ...reached, state: "failed" }, ...proven],
    ],
    ["an obligation that nothing proves", ["b path"], [reached, proves("a path", "a header")]],
    [
      "an obligation that only a failing test proves",
      ["a header"],
      [reached, proven[0]!, { ...proven[1]!, state: "failed" }],
    ],
    ["a mutant that survived", ["a mutant"], [reached, ...proven, survivor]],
    ["a skipped test", ["x.test.ts > a test"], [reached, ...proven, found({}, { state: "skipped" })]],
    [
      "a test file that does not say what it proves",
      ["y.test.ts"],
      [reached, ...proven, found({}, { file: "y.test.ts" })],
    ],
    [
      "a test file that did not run",
      ["x.test.ts"],
      [reached, ...proven].map((finding) => ({ ...finding, file: "y.test.ts" })),
    ],
    ["a failed test", ["x.test.ts > a test"], [reached, ...proven, found({}, { state: "failed" })]],
  ])("fails for %s", ([, items, findings]) => {
    const report = build(findings);
    expect(report.verdict).toBe("failed");
    expect(report.reasons.map((reason) => reason.items)).toContainEqual(items);
    for (const surface of show(report).slice(0, 4)) expect(surface).toContain(items[0]!.split(" > ").at(-1));
  });

  it("shows what the description has none of, what is waived and why, and the mutants by fate", () => {
    const report = build([reached, ...proven, widening]);
    const text = renderTerminal(report, false);
    expect(renderPage(report)).toContain(">header: reached, proven (1)<");
    expect(renderPage(build([]))).toContain(">header: ✗ unreached, ✗ unproven (1)<");
    expect(renderTerminal(build([]), false)).toMatch(
      /^path +0 of 2 +0 of 2 +0 +✗ 2 unreached, ✗ 2 unproven$/m,
    );
    expect(text).toMatch(/^cookie +n\/a +n\/a +0$/m);
    expect(text).toMatch(/^header +1 of 1 +1 of 1 +1 +n\/a for b$/m);
    expect(text).toContain("1 waived: No server can do it.");
    expect(text).toContain("0 by tsc, 2 by checks, 1 widening, 0 survived");
  });

  it("says which operation has no second source, and counts them, and passes", () => {
    const obligations = [...asked.obligations, obligation("a", "generated type")];
    const report = buildReport(
      7,
      { ...asked, obligations },
      [reached, reaches("a generated type"), ...proven, proves("a generated type")],
      all,
    );
    expect(report.verdict).toBe("passed");
    for (const surface of [renderTerminal(report, false), renderPage(report), renderMarkdown(report)]) {
      expect(surface).toContain("no second source for b");
      expect(surface).not.toContain("no second source for a");
      expect(surface).toContain("Operations without a second source: 1.");
    }
  });

  it("names the tests that prove an obligation", () => {
    const another = found({ proven: ["a path"], astray: ["b path"] }, { name: "another" });
    const [first] = build([reached, ...proven, another]).criteria;
    expect(first!.obligations.map(({ proven_by }) => proven_by)).toEqual([["a test", "another"], ["a test"]]);
    expect(renderPage(build([reached, ...proven, another]))).toContain(
      ">path: reached, proven, with an opposite that denies more (1)<",
    );
  });

  it("reads what a test file proves from its first line", () => {
    const files = ["contract-tests/report/report.test.ts", "package.json", "gone.test.ts"];
    expect(readTestFiles(files)).toMatchObject({
      [files[0]!]: "The report fails a run that left something out, and shows no credential.",
      [files[1]!]: undefined,
      [files[2]!]: undefined,
    });
  });

  it("has a cell for each obligation of an operation, by its state, and a bar for each share", () => {
    const page = renderPage(build([reached, proves("a path")]));
    const cells = (id: string): string[] =>
      [...page.matchAll(/<i title="([^"]+)">(.)<\/i>/g)]
        .map(([, title, sign]) => `${sign} ${title}`)
        .filter((cell) => cell.slice(2).startsWith(id));
    expect(cells("a ")).toEqual(["■ a path: proven", "▤ a header: reached", "□ a header waived: waived"]);
    expect(cells("b ")).toEqual(["▤ b path: reached"]);
    expect(renderPage(build([]))).toContain('<i title="a path: unreached">✗</i>');
    expect(page).toContain('<meter max="2" value="1" low="2" optimum="2"></meter> 1 of 2</td>');
    expect(page.indexOf("✗ unproven (1)")).toBeLessThan(page.indexOf("path: reached, proven (1)"));
  });

  it("says what changed since an earlier report", () => {
    const now = build([reached, ...proven]);
    const [path, ...rest] = JSON.parse(renderJson(build([reached, proves("a path")]))).criteria;
    path.obligations[1].id = "gone";
    const { changes, criteria: marked } = compareWith({ criteria: [path, ...rest] }, now);
    expect(changes).toEqual({
      new: ["b path"],
      gone: ["gone"],
      "proven now": ["a header"],
      "proven no more": [],
    });
    const back = compareWith(now, build([reached])).changes!;
    expect(back["proven no more"]).toEqual(["a path", "b path", "a header"]);
    const compared = { ...now, criteria: marked, changes: changes! };
    const page = renderPage(compared);
    expect(page).toContain('<i title="b path: proven, new" class="new">■</i>');
    expect(page).toContain("<summary>new (1)</summary>");
    expect(renderMarkdown(compared)).toContain(
      "Obligations since the base: 1 new, 1 gone, 1 proven now, 0 proven no more.",
    );
  });

  it("names every criterion that the description has something of", () => {
    expect(criteria).toEqual(expect.arrayContaining(listObligations(document).map((each) => each.criterion)));
  });
});

describe("a run", () => {
  const files = ["C:\\p\\contract-tests\\a.test.ts", "/p/contract-tests/b.test.ts"];
  const mutants = [
    "C:\\p\\contract-tests\\strength\\mutants\\c.test.ts",
    "/p/contract-tests/strength/mutants/d.test.ts",
  ];
  const tools = ["C:\\p\\contract-tests\\generation\\e.test.ts", "/p/contract-tests/package/f.test.ts"];
  const every = [...files, ...mutants, ...tools];
  it.for<
    [what: string, judged: Judged, ran: string[], config?: object, specification?: object, name?: RegExp]
  >([
    ["every file", all, every],
    ["all but the mutants", { ...all, mutants: false }, [...files, ...tools]],
    ["what counts for coverage", { ...none, coverage: true }, files],
    [
      "what counts for coverage, by flags",
      { ...none, coverage: true },
      files,
      {
        cliExclude: ["strength/mutants", "generation", "package"].map((room) => `contract-tests/${room}/**`),
      },
    ],
    [
      "all but the tools, by a flag",
      { ...all, tools: false },
      [...files, ...mutants],
      { cliExclude: ["contract-tests/package/**"] },
    ],
    ["the tools", { ...none, tools: true }, tools],
    ["the mutants", { ...none, mutants: true }, mutants],
    ["half of each", none, [files[0]!, tools[0]!, mutants[0]!]],
    ["what --exclude leaves", none, every, { cliExclude: ["**/a.test.ts"] }],
    ["what --dir leaves", none, every, { dir: "/p/contract-tests" }],
    ["one name", none, every, {}, {}, /a/],
    ["one line", none, every, {}, { testLines: [3] }],
  ])("of %s is judged by what it had", async ([, judged, ran, config, specification = {}, name]) => {
    const modulesOf = (ids: string[]): { moduleId: string }[] => ids.map((moduleId) => ({ moduleId }));
    const vitest = {
      config: { root: "/p", ...config },
      getGlobalTestNamePattern: () => name,
      globTestSpecifications: async () => modulesOf(every),
    };
    expect(await findJudged(vitest as never, [specification as never], modulesOf(ran))).toEqual(judged);
  });

  it("that is not judged says so in a line, and calls nothing good", () => {
    const surfaces = show(build([], none));
    expect(surfaces[0]!.trim().split("\n")).toHaveLength(2);
    for (const surface of surfaces.slice(0, 3)) {
      expect(surface).toContain("Coverage is not judged");
      expect(surface).not.toMatch(/run: passed|report: passed|✓/);
    }
  });
});

const { operationId } = operations.find((each) => each.operationId === "organizations.members.delete")!;
const exchange: LastExchange = {
  method: "DELETE",
  url: "http://127.0.0.1:39999/v1/b2b/organizations/o/members/it's",
  headers: {
    accept: "application/json",
    authorization: `Basic ${btoa("project-1:sesame-1")}`,
    "x-stytch-member-session": "sesame-2",
    "x-stytch-member-sessionjwt": "sesame-3",
  },
  operationId,
  server: "mock",
  spoiled: false,
  status: 404,
  example: true,
  violations: [],
};

describe("a failure", () => {
  const title = `${operationId} costs (5 $) it's`;
  const failureOf = (error: Failure["errors"][number], last = exchange): Failure => ({
    file: "a b.test.ts",
    title,
    errors: [error],
    meta: { exchange: last },
  });
  const context = { seed: 7, document, locate: async () => ({ file: "openapi/X.yaml", line: 3 }) };

  it("shows 20 lines of difference, the place, a curl and the command that replays it", async () => {
    const diff = Array.from({ length: 50 }, (_, line) => `\u001B[31m- ${line}\u001B[0m`).join("\n");
    const text = await describeFailure(failureOf({ message: "no", cause: { message: "", diff } }), context);
    expect(text.split("\n").filter((line) => /^[-…] /.test(line))).toHaveLength(20);
    expect(text).toContain("- 18\n… 31 more lines\n");
    expect(text).toContain("spec    openapi/X.yaml:3\n");
    expect(text).toContain(
      `--header 'accept: application/json' --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET" ` +
        `--header 'x-stytch-member-session: '"$STYTCH_MEMBER_SESSION" ` +
        `--header 'x-stytch-member-sessionjwt: '"$STYTCH_MEMBER_SESSIONJWT" ` +
        `'http://127.0.0.1:4010/v1/b2b/organizations/o/members/it'\\''s'`,
    );
    expect(text).toContain(
      String.raw`CONTRACT_SEED=7 npx vitest run 'a b.test.ts' -t '^organizations\.members\.delete costs \(5 \$\) it'\''s$'`,
    );
  });

  it("repeats a body, and shows where the description speaks of it", async () => {
    const copy = structuredClone(document);
    const { path } = operations.find((each) => each.operationId === operationId)!;
    Object.assign(copy.paths[path]!["delete"] as object, { requestBody: { content: {} } });
    const places: (readonly string[])[] = [];
    const violations = [{ in: "request" as const, by: "Ajv" as const, at: "/name", says: "type" }];
    const text = await describeFailure(
      failureOf({ message: "no" }, { ...exchange, text: `{"name":"it's"}`, violations }),
      {
        ...context,
        document: copy,
        locate: async (pointer) => {
          places.push(pointer);
          return { file: "openapi/X.yaml", line: 3 };
        },
      },
    );
    expect(text).toContain(`--data-raw '{"name":"it'\\''s"}' 'http://127.0.0.1:4010/`);
    expect(places).toEqual([["paths", path, "delete", "requestBody"]]);
  });

  it("repeats a HEAD without waiting for a body", async () => {
    const text = await describeFailure(
      failureOf({ message: "no" }, { ...exchange, method: "HEAD" }),
      context,
    );
    expect(text).toContain("curl --include --path-as-is --globoff --head --header ");
  });

  it("shows no credential, folder or port on any surface", async () => {
    const message = `sesame-1 sesame-2 sesame-3 sesa… ${exchange.headers["authorization"]} ${process.cwd()} localhost:39999`;
    const failure = await describeFailure(
      failureOf({ message, expected: message, actual: `${message}!` }),
      context,
    );
    expect(failure).toContain("+ (hidden) (hidden) (hidden) (hidden) (hidden) . localhost:PORT!");
    for (const surface of show(build([found({ exchange }, { state: "failed", failure })]))) {
      expect(surface).toContain("(hidden)");
      expect(surface).not.toMatch(/sesa|39999/);
      expect(surface).not.toContain(btoa("project-1:sesame-1"));
      expect(surface).not.toContain(process.cwd());
    }
  });

  const objection = (part: "request" | "response", by: "Prism" | "Ajv" = "Prism"): Partial<LastExchange> => ({
    violations: [{ in: part, by, at: "member_id", says: "is wrong" }],
  });
  it.for<[who: string, what: string, last: object]>([
    ["client", "a request that the description forbids", objection("request")],
    ["client", "a request of no operation", { operationId: undefined }],
    [
      "client: it called organizations.members.deletePassword",
      "a request of another operation",
      { operationId: "organizations.members.deletePassword" },
    ],
    ["client", "an exchange to which nobody objects", {}],
    ["spec", "an example that its schema refuses", objection("response", "Ajv")],
    ["spec", "an example that the mock itself refuses", { ...objection("response"), example: false }],
    ["mock", "an answer that is no example", { ...objection("response", "Ajv"), example: false }],
    ["mock", "no answer", { status: undefined, operationId: undefined }],
    ["undecided", "a request that the test spoiled", { ...objection("request"), spoiled: true }],
  ])("blames %s for %s", ([who, , last]) => {
    const failure = failureOf({ message: "no" }, { ...exchange, ...last });
    expect(findBlame(failure, document).startsWith(who)).toBe(true);
    expect(findBlame({ ...failure, meta: {} }, document)).toMatch(/^undecided: /);
    expect(findBlame({ ...failure, meta: { refused: true } }, document)).toMatch(/^client: /);
  });
});

describe("the failure of a flow", () => {
  const failureOf = (last: Partial<LastExchange>): Failure => ({
    file: "a.test.ts",
    title: `${operationId} flows then ${operationId} ends with member_not_found`,
    errors: [{ message: "no" }],
    meta: { exchange: { ...exchange, server: "stub", ...last }, pointer: ["paths", "/p", "delete"] },
  });

  it("blames nobody, and points at where the check says that it looked", async () => {
    const violations = [{ in: "request" as const, by: "Ajv" as const, at: "member_id", says: "pattern" }];
    for (const last of [{}, { violations }])
      expect(findBlame(failureOf(last), document)).toMatch(/^undecided: .*x-stytch-answer/);
    const places: (readonly string[])[] = [];
    const locate = async (pointer: readonly string[]) => {
      places.push(pointer);
      return { file: "openapi/X.yaml", line: 3 };
    };
    await describeFailure(failureOf({ violations }), { seed: 7, document, locate });
    expect(places).toEqual([["paths", "/p", "delete"]]);
  });

  it("blames the client for a request that is none of the two", () => {
    expect(findBlame(failureOf({ operationId: "another" }), document)).toMatch(/^client: it called another/);
  });
});

it("points at the keyword of a parameter that the request breaks", async () => {
  const violations = [{ in: "request" as const, by: "Ajv" as const, at: "member_id", says: "pattern" }];
  const places: (readonly string[])[] = [];
  await describeFailure(
    { file: "", title: operationId, errors: [], meta: { exchange: { ...exchange, violations } } },
    {
      seed: 7,
      document,
      locate: async (pointer) => {
        places.push(pointer);
        return { file: "", line: 0 };
      },
    },
  );
  expect(places.map((place) => place.slice(3))).toEqual([["parameters", "1", "schema", "pattern"]]);
});

it("of every kind of checks, the name is its file's", () => {
  const kinds = new Set([...listChecks(document)].map(({ kind }) => kind));
  const files = [...kinds].map((kind) => `contract-tests/contract/checks/${kind.replaceAll(" ", "-")}.ts`);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

it.for(["golden calls", "golden bodies"])(
  "of what a person typed against the description, nobody is blamed: %s",
  (kind) => {
    const failure = (violations: LastExchange["violations"]): Failure => ({
      file: "a.test.ts",
      title: `${operationId} ${kind} rejects`,
      errors: [{ message: "no" }],
      meta: { exchange: { ...exchange, violations } },
    });
    const request = { in: "request" as const, by: "Ajv" as const, at: "member_id", says: "pattern" };
    const response = { in: "response" as const, by: "Prism" as const, at: "member_id", says: "type" };
    expect(findBlame(failure([]), document)).toMatch(/^undecided: .*contract\/golden\//);
    expect(findBlame(failure([request]), document)).toMatch(/^undecided: .* at member_id \(Ajv: pattern\)$/);
    expect(findBlame(failure([response]), document)).toMatch(/^spec: /);
    expect(findBlame({ ...failure([]), meta: {} }, document)).toMatch(/^undecided: .*contract\/golden\//);
  },
);

describe("the surfaces", () => {
  const nasty = "<img src=x onerror=\"alert('1')\"> & ``` |*_[x](y) ]]> \u0000\u001B[31m\uD800";
  const report = build([
    found({}, { name: nasty, file: nasty, state: "failed", failure: nasty }),
    found({ mutant: { ...mutant, name: nasty, kind: nasty as never, killers: [nasty] } }),
  ]);

  it("escape every name in the page, which asks for nothing", () => {
    const page = renderPage(report);
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp;");
    expect(page).not.toMatch(/<img|<script|@import|url\(|href="(?!data:,")/);
  });

  it("escape every name in JUnit's XML", () => {
    const xml = renderJunit(report);
    expect(xml).toContain(`name="&lt;img`);
    expect(xml).not.toMatch(/<img|\]\]>|[^\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}]|&(?!(amp|lt|gt|quot|#39);)/u);
  });

  it("escape every name in Markdown, and fence what is code", () => {
    const [before, code, after] = renderMarkdown(report).split("\n````\n");
    expect(code).toContain(nasty);
    expect(after).toContain("| &lt;img");
    expect(after).toContain("&amp; \\`\\`\\` \\|\\*\\_\\[x\\](y)");
    expect(before! + after!).not.toContain("<img");
  });

  it("are the same JSON whatever the order and the speed of the tests", () => {
    const named = [reached, ...proven].map((finding, index) => ({ ...finding, name: `test ${index}` }));
    const other = named.toReversed().map((finding) => ({ ...finding, duration_ms: 99 }));
    expect(renderJson(build(other))).toBe(renderJson(build(named)));
  });

  it("color the terminal only when asked to", () => {
    expect(renderTerminal(build([]), true)).toContain("\u001B[31m");
    expect(renderTerminal(build([]), false)).not.toContain("\u001B");
  });
});

it("shows what a live server answered, where somebody asked one, and is not judged by it", () => {
  const one = { operationId: "a.b", news: ["x-new is a header"] };
  const live = {
    server: "https://test.stytch.com",
    verdict: "broken" as const,
    asked: [
      { ...one, what: "a wrong secret", status: 401, broken: ["/<b> is null"], unclear: undefined },
      { ...one, what: "no credentials", status: undefined, broken: [], unclear: "no answer: timeout" },
      { ...one, what: "another", status: 404, broken: [], unclear: undefined },
    ],
    left_out: ["c: why"],
  };
  const report = build([reached, ...proven]);
  expect(renderPage(report)).not.toContain("A live server");
  const shown = renderPage({ ...report, live });
  expect(shown).toContain("<caption>A live server, https://test.stytch.com: broken</caption>");
  expect(shown).toContain('<td class="bad">✗ /&lt;b&gt; is null</td>');
  expect(shown).toContain('<td class="good">✓ as described</td>');
  expect(shown).toContain("no answer: timeout");
  expect(shown).toContain("c: why");
  expect(renderMarkdown({ ...report, live })).toContain("/&lt;b&gt; is null");
  expect(report.verdict).toBe("passed");
});

it("shows how many code mutants were noticed when Stryker last ran, of the files that are what they were then", () => {
  const ended = (status: string) => ({
    mutatorName: "Regex",
    replacement: "/a/",
    status,
    location: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  });
  const files = {
    "a.ts": { source: "a", mutants: ["Killed", "Timeout", "Survived", "RuntimeError"].map(ended) },
    "b.ts": { source: "b", mutants: [ended("Killed")] },
    "gone.ts": { source: "", mutants: [ended("Killed")] },
  };
  const same = { "a.ts": "a", "b.ts": "b", "gone.ts": "" };
  expect(countMutants({ files }, same)).toEqual({ files: 3, changed: 0, mutants: 6, noticed: 4 });
  const code_mutants = countMutants({ files }, { "a.ts": "a", "b.ts": "other", "new.ts": "new" });
  expect(code_mutants).toEqual({ files: 4, changed: 3, mutants: 4, noticed: 2 });
  const line =
    "Code mutants, when Stryker last ran: 2 of 4 noticed. Of 4 files, 3 have changed since, and are left out.";
  const report = build([reached, ...proven]);
  for (const surface of show(report)) expect(surface).not.toContain("Code mutants");
  for (const surface of show({ ...report, code_mutants }).slice(0, 3)) expect(surface).toContain(line);
  expect(JSON.parse(renderJson({ ...report, code_mutants }))).toMatchObject({ code_mutants });
  expect(renderTerminal({ ...report, code_mutants: { ...code_mutants, changed: 0 } }, false)).toContain(
    "2 of 4 noticed.\n",
  );
});
