import { describe, expect, it } from "vitest";
import { criteria, listObligations } from "../coverage/obligations.js";
import { document, operations } from "../spec.js";
import { describeFailure, findFault, type Failure } from "./failure.js";
import { buildReport, renderJson, type Finding, type Judged, type Report } from "./findings.js";
import { renderJunit } from "./junit.js";
import type { LastExchange, Mutant } from "./meta.js";
import { renderPage } from "./page.js";
import { findJudged } from "./reporter.js";
import { renderMarkdown, renderTerminal } from "./summary.js";

const all: Judged = { reached: true, proven: true };
const asked = {
  operations: ["a.delete", "b.delete"].map((operationId) => ({
    operationId,
    answers: [{ status: 200, name: "ok" }],
  })),
  criteria: ["path", "header", "cookie"],
  obligations: [
    { id: "a path", criterion: "path", operationId: "a.delete" },
    { id: "b path", criterion: "path", operationId: "b.delete" },
    { id: "a header", criterion: "header", operationId: "a.delete" },
    { id: "a waived", criterion: "header", operationId: "a.delete", waiver: "No server can do it." },
  ],
};
const mutant: Mutant = { kind: "wire", name: "spoiled", breaks: [], killers: ["a check"], widening: false };
const found = (meta: Finding["meta"], rest: Partial<Finding> = {}): Finding => ({
  file: "contract-tests/some.test.ts",
  name: "a test",
  state: "passed",
  duration_ms: 1,
  meta,
  ...rest,
});
const reaches = found({ reached: ["a path", "b path", "a header"] });
const proves = (...breaks: string[]): Finding => found({ mutant: { ...mutant, breaks } });
const enough = [reaches, proves("a path", "b path"), proves("a header")];
const build = (findings: readonly Finding[], judged = all): Report => buildReport(7, asked, findings, judged);
const surfaces = (report: Report): Record<string, string> => ({
  terminal: renderTerminal(report, false),
  page: renderPage(report),
  markdown: renderMarkdown(report),
  json: renderJson(report),
  junit: renderJunit(report),
});

describe("a run of everything", () => {
  it("passes with every obligation reached and each criterion proven", () => {
    expect(build(enough)).toMatchObject({ verdict: "passed", reasons: [] });
  });

  it.for<[name: string, sentence: string, items: string[], findings: Finding[]]>([
    [
      "an unreached obligation",
      "Obligations",
      ["b path"],
      [found({ reached: ["a path", "a header"] }), ...enough.slice(1)],
    ],
    [
      "an obligation that only a failed test reached",
      "Obligations",
      ["a path", "b path", "a header"],
      [{ ...reaches, state: "failed" }, ...enough.slice(1)],
    ],
    [
      "a criterion that is proven for another operation",
      "Criteria",
      ["b.delete: path"],
      [reaches, proves("a path", "a header")],
    ],
    [
      "a proof by a mutant that breaks no caller",
      "Criteria",
      ["a.delete: header"],
      [...enough.slice(0, 2), found({ mutant: { ...mutant, breaks: ["a header"], widening: true } })],
    ],
    [
      "a mutant that survived",
      "Mutants",
      ["spoiled"],
      [...enough, found({ mutant: { ...mutant, killers: [] } })],
    ],
    [
      "a skipped test",
      "Tests that were skipped",
      ["contract-tests/some.test.ts > a test"],
      [...enough, found({}, { state: "skipped" })],
    ],
    [
      "a failed test",
      "Tests that failed",
      ["contract-tests/some.test.ts > a test"],
      [...enough, found({}, { state: "failed" })],
    ],
  ])("fails for %s", ([, sentence, items, findings]) => {
    const { verdict, reasons } = build(findings);
    expect(verdict).toBe("failed");
    expect(reasons).toContainEqual({ sentence: expect.stringContaining(sentence), items });
  });

  it("shows what the description has none of, what is waived and why, and widening mutants apart", () => {
    const widening = found({ mutant: { ...mutant, killers: [], widening: true } });
    const report = build([...enough, widening]);
    const text = renderTerminal(report, false);
    expect(report.verdict).toBe("passed");
    expect(text).toMatch(/^cookie +n\/a +n\/a +0/m);
    expect(text).toMatch(/^header +1 of 1 +1 of 1 +1 +n\/a for b\.delete$/m);
    expect(text).toContain("1 waived: No server can do it.");
    expect(text).toContain("3 wire mutants: 0 by tsc, 2 by checks, 1 widening, 0 survived");
  });

  it("names every criterion that the description gives obligations for", () => {
    expect(criteria).toEqual(
      expect.arrayContaining(listObligations(document).map(({ criterion }) => criterion)),
    );
  });
});

describe("a run of some tests", () => {
  const files = [
    "C:\\p\\contract-tests\\a.test.ts",
    "/p/contract-tests/b.test.ts",
    "/p/contract-tests/mutants/c.test.ts",
  ];
  const judge = (
    ran: string[],
    config: object = {},
    specification: object = {},
    pattern?: RegExp,
  ): Promise<Judged> =>
    findJudged(
      {
        config: { root: "/p", ...config },
        getGlobalTestNamePattern: () => pattern,
        globTestSpecifications: async () => files.map((moduleId) => ({ moduleId })),
      } as never,
      [specification as never],
      ran.map((moduleId) => ({ moduleId })),
    );
  const none = { reached: false, proven: false };
  const mutants_only = { reached: false, proven: true };
  const without_mutants = { reached: true, proven: false };
  it.for<[what: string, judged: Judged, given: Parameters<typeof judge>]>([
    ["every file", all, [files]],
    ["all but the mutants", without_mutants, [files.slice(0, 2)]],
    [
      "all but the mutants, by a flag",
      without_mutants,
      [files, { cliExclude: ["contract-tests/mutants/**"] }],
    ],
    ["the mutants", mutants_only, [files.slice(2)]],
    ["one file too few", none, [files.slice(1, 2)]],
    ["what --exclude leaves", none, [files, { cliExclude: ["**/a.test.ts"] }]],
    ["what --dir leaves", none, [files, { dir: "/p/contract-tests" }]],
    ["a name", none, [files, {}, {}, /a/]],
    ["a line", none, [files, {}, { testLines: [3] }]],
  ])("is judged by what it had: %s", async ([, judged, given]) => {
    expect(await judge(...given)).toEqual(judged);
  });

  it("judges nothing and says so in a line", () => {
    const report = build([], none);
    expect(report).toMatchObject({ verdict: "not judged", reasons: [] });
    expect(renderTerminal(report, false).trim().split("\n")).toHaveLength(2);
    for (const text of Object.values(surfaces(report))) expect(text).not.toMatch(/passed\b(?!")|✓/i);
  });
});

const [operation] = operations;
const exchange: LastExchange = {
  method: "DELETE",
  url: "http://127.0.0.1:39999/v1/b2b/organizations/o/members/it's",
  headers: {
    accept: "application/json",
    authorization: `Basic ${btoa("project-1:sesame-1")}`,
    "x-stytch-member-session": "sesame-2",
    "x-stytch-member-sessionjwt": "sesame-3",
  },
  operationId: operation!.operationId,
  server: "mock",
  spoiled: false,
  status: 404,
  example: true,
  violations: [],
};
const title = `${exchange.operationId} costs (5 $) it's`;
const failure: Failure = { file: "contract-tests/a b.test.ts", title, errors: [{ message: "no" }], exchange };
const context = { seed: 7, document, locate: async () => ({ file: "openapi/responses/X.yaml", line: 3 }) };

describe("a failure", () => {
  it("shows 20 lines of difference, the place, a curl and the command that replays it", async () => {
    const cause = { message: "", diff: Array.from({ length: 50 }, (_, line) => `- ${line}`).join("\n") };
    const text = await describeFailure({ ...failure, errors: [{ message: "no", cause }] }, context);
    expect(text.split("\n").filter((line) => /^[-…] /.test(line))).toHaveLength(20);
    expect(text).toContain("- 18\n… 31 more lines");
    expect(text).toContain("spec    openapi/responses/X.yaml:3\n");
    expect(text).toContain(
      `--header 'accept: application/json' --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET" ` +
        `--header 'x-stytch-member-session: '"$STYTCH_MEMBER_SESSION" ` +
        `--header 'x-stytch-member-sessionjwt: '"$STYTCH_MEMBER_SESSIONJWT" ` +
        `'http://127.0.0.1:4010/v1/b2b/organizations/o/members/it'\\''s'`,
    );
    expect(text).toContain(
      `CONTRACT_SEED=7 npx vitest run 'contract-tests/a b.test.ts' ` +
        String.raw`-t '^organizations\.members\.delete costs \(5 \$\) it'\''s$'`,
    );
  });

  it("shows no credential, folder or port on any surface", async () => {
    const said = `sesame-1 sesame-2 sesame-3 ${exchange.headers["authorization"]} ${process.cwd()} 127.0.0.1:39999`;
    const error = { message: said, expected: `${said}\nmore`, actual: said };
    const text = await describeFailure({ ...failure, errors: [error] }, context);
    expect(text).toContain("- (hidden) (hidden) (hidden) (hidden) . 127.0.0.1:PORT");
    const report = build([found({ exchange }, { state: "failed", failure: text })]);
    for (const surface of Object.values(surfaces(report))) {
      expect(surface).toContain("(hidden)");
      expect(surface).not.toMatch(/sesame|39999/);
      expect(surface).not.toContain(btoa("project-1:sesame-1"));
      expect(surface).not.toContain(process.cwd());
    }
  });

  const violation = (part: "request" | "response"): Partial<LastExchange> => ({
    violations: [{ in: part, place: "path.member_id", says: "Prism: is wrong" }],
  });
  it.for<[who: string, what: string, last: Partial<LastExchange>]>([
    ["client", "a request that the description does not allow", violation("request")],
    ["client", "a request of no operation", { operationId: undefined as never }],
    ["client", "a request of another operation", { operationId: "organizations.members.deletePassword" }],
    ["client", "an exchange to which nobody objects", {}],
    ["spec", "an example that its schema refuses", violation("response")],
    ["mock", "an answer that is no example", { example: false }],
    ["mock", "no answer", { status: undefined as never }],
    ["undecided", "a request that the test spoiled", { ...violation("request"), spoiled: true }],
  ])("blames %s for %s", ([who, , last]) => {
    expect(findFault({ ...failure, exchange: { ...exchange, ...last } }, document)).toMatch(
      new RegExp(`^${who}: `),
    );
  });

  it("blames nobody without evidence", () => {
    expect(findFault({ ...failure, exchange: undefined }, document)).toMatch(/^undecided: /);
  });
});

describe("the surfaces", () => {
  const nasty = "<img src=x onerror=\"alert('1')\"> & ``` |*_[x](y) ]]> \u0000\u001B[31m\uD800";
  const report = build([
    found({}, { name: nasty, file: nasty, state: "failed", failure: nasty }),
    found({ mutant: { ...mutant, name: nasty, killers: [nasty] } }),
  ]);
  const { page, junit, markdown } = surfaces(report) as Record<string, string> & { page: string };

  it("escape every name in the page, which asks for nothing", () => {
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp;");
    expect(page).not.toMatch(/<img|<script|@import|url\(|href="(?!data:,")/);
  });

  it("escape every name in JUnit's XML", () => {
    expect(junit).toContain(`name="&lt;img`);
    expect(junit).not.toMatch(/<img|\]\]>|[^\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}]|&(?!(amp|lt|gt|quot|#39);)/u);
  });

  it("escape every name in Markdown, and fence what is code", () => {
    expect(markdown).toContain("- &lt;img");
    expect(markdown).toContain(`\n\`\`\`\`\n${nasty}\n\`\`\`\`\n`);
    expect(markdown!.replace(nasty, "")).not.toContain("<img");
  });

  it("are the same JSON whatever the order and the speed of the tests", () => {
    const named = enough.map((finding, index) => ({ ...finding, name: `test ${index}` }));
    const other = named.toReversed().map((finding) => ({ ...finding, duration_ms: 99 }));
    expect(renderJson(build(other))).toBe(renderJson(build(named)));
  });

  it("color the terminal only when asked to", () => {
    expect(renderTerminal(report, true)).toContain("\u001B[32m".replace("32", "31"));
    expect(renderTerminal(build(enough), false)).not.toContain("\u001B");
  });
});
