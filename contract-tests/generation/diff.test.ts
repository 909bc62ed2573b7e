// Of a change of the description it is said where it is, whom it breaks and which version follows; of what is none, nothing.
import { describe, expect, it } from "vitest";
import { compare, type Judged } from "../../scripts/diff/compare.js";
import { isAtLeast, nextVersion } from "../../scripts/diff/versions.js";
import { bundleSource } from "../../scripts/description/bundle.js";
import { makeReport } from "../../scripts/diff/make-report.js";
import { formats, type Report } from "../../scripts/diff/report.js";
import { pickDeletions } from "../contract/cases.js";
import { copySource, edit, placeOf } from "./copies.js";
import { cases, documentCases, indexOfCase, joinCases, makeDocument } from "./diff-cases.js";

/** All that is said of a pair, as the table has it. */
function say(lines: readonly Judged[]): string {
  if (lines.length === 0) return "nothing";
  const bump = ["major", "minor", "patch"].find((each) => lines.some((line) => line.bump === each));
  const breaks = (["compile", "run", "server"] as const).filter((each) =>
    lines.some((line) => line.breaks.includes(each)),
  );
  const rules = [...new Set(lines.map(({ rule }) => rule))].toSorted();
  return `${bump}: ${breaks.join(", ") || "nobody"} (${rules.join(", ")})`;
}

describe("The verdict, when", () => {
  // One process for all: Redocly takes longer to start than to compare.
  const joined = compare(joinCases(1), joinCases(2));

  it.for(cases.map(([name, , , verdict], index) => ({ name, verdict, index })))(
    "$name",
    async ({ index, verdict }) => {
      expect(say((await joined).filter(({ path }) => indexOfCase(path) === index))).toBe(verdict);
    },
  );

  it.for(
    documentCases.map(([name, base, revision, verdict]) => ({
      name,
      lines: compare(makeDocument(base), makeDocument(revision)),
      verdict,
    })),
  )("$name", async ({ lines, verdict }) => expect(say(await lines)).toBe(verdict));

  it("every line belongs to a case, and the table is whole", async () => {
    expect((await joined).filter(({ path }) => Number.isNaN(indexOfCase(path)))).toEqual([]);
    expect(cases.length + documentCases.length).toBeGreaterThanOrEqual(54);
    expect(await compare(joinCases(2), joinCases(2))).toEqual([]);
  });
});

describe("The next version", () => {
  it.for([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["0.2.3", "major", "0.3.0"],
    ["0.2.3", "minor", "0.2.4"],
    ["0.2.3", "patch", "0.2.4"],
  ] as const)("after %s and a %s change is %s", ([version, bump, next]) =>
    expect(nextVersion(version, bump)).toBe(next),
  );

  it.for([
    ["1.3.0", "1.2.9", true],
    ["2.0.0", "1.10.0", true],
    ["1.2.3", "1.2.3", true],
    ["1.2.10", "1.2.9", true],
    ["1.2.3", "1.3.0", false],
    ["one", "0.0.1", false],
  ] as const)("is claimed by %s where %s is needed: %s", ([version, least, is]) =>
    expect(isAtLeast(version, least)).toBe(is),
  );
});

describe("The report", () => {
  it("names the lines of the source, of what holds what is gone too", async () => {
    const root = copySource(
      edit("schemas/RetiredEmail.yaml", "required: [email_id, email_address]", "required: [email_id]"),
      edit("paths/member-password.yaml", /^ {4}- \$ref: .*X-Stytch-Member-Session.yaml\n/m, ""),
      edit("paths/member.yaml", /^ {4}"500":\n.*\n/m, ""),
      edit(
        "schemas/ErrorBody.yaml",
        "          - use_https\n",
        "          - use_https\n          - use_tls\n",
      ),
    );
    const document = pickDeletions(await bundleSource("openapi/openapi.yaml"));
    const base = { name: "base", document, version: document.info.version };
    const { changes, bump, claims } = await makeReport(base, pickDeletions(await bundleSource(root)), root);
    expect(
      changes.map(({ file, line, rule }) => `${file.split("/").slice(-2).join("/")}:${line} ${rule}`),
    ).toEqual([
      `${placeOf("paths/member-password.yaml", "  parameters:")} parameter-removed`,
      `${placeOf("schemas/RetiredEmail.yaml", "required:")} property-optional`,
      `${placeOf("paths/member.yaml", "  responses:")} response-removed`,
      `${placeOf("schemas/ErrorBody.yaml", "enum:")} known-value-added`,
    ]);
    expect(bump).toBe("major");
    const needed = nextVersion(document.info.version, "major");
    expect(
      claims.map((claim) => ({ name: claim.name, needed: claim.needed, isEnough: claim.isEnough })),
    ).toEqual([
      { name: "info.version", needed, isEnough: false },
      { name: "package.json", needed, isEnough: false },
    ]);
  });

  const change = {
    file: "openapi/a,b.yaml",
    line: 3,
    pointer: "#/a",
    rule: "rule",
    message: "100 %.",
    breaks: [],
  };
  const claim = {
    name: "package.json",
    file: "package.json",
    line: 4,
    base: "1.0.0",
    version: "1.0.1",
    needed: "2.0.0",
    isEnough: false,
  };
  const report: Report = {
    base: "v1.0.0",
    bump: "major",
    claims: [claim],
    changes: [
      { ...change, bump: "major", breaks: ["compile", "run", "server"] },
      { ...change, bump: "patch" },
    ],
  };

  it("is text for a terminal", () => {
    expect(formats["terminal"]!(report)).toBe(`openapi/a,b.yaml:3 100 %. (rule)
  major: breaks callers at compile time and at run time, and the server
  #/a

openapi/a,b.yaml:3 100 %. (rule)
  patch: breaks nobody
  #/a

2 change(s) since v1.0.0.
Together: major.
package.json says 1.0.1, and has to say 2.0.0 at least after 1.0.0.`);
  });

  it("begins with what breaks most, by which it judges the versions", async () => {
    const root = copySource(
      edit(
        "schemas/RetiredEmail.yaml",
        "properties:\n",
        "properties:\n  note: { type: string, description: A note. }\n",
      ),
      edit("paths/member.yaml", /^ {4}- \$ref: .*X-Stytch-Member-Session.yaml\n/m, ""),
    );
    const document = pickDeletions(await bundleSource("openapi/openapi.yaml"));
    const base = { name: "base", document, version: document.info.version };
    const { changes, bump } = await makeReport(base, pickDeletions(await bundleSource(root)), root);
    expect(changes.map(({ rule, bump: own }) => [rule, own])).toEqual([
      ["parameter-removed", "major"],
      ["property-added", "minor"],
    ]);
    expect(bump).toBe("major");
  });

  it("names a version that went back, though nothing changed", () => {
    const { bump: _, ...rest } = { ...report, changes: [] };
    const tell = (isEnough: boolean) =>
      formats["terminal"]!({ ...rest, bump: undefined, claims: [{ ...claim, isEnough }] });
    expect(tell(false)).toBe(`Nothing changed since v1.0.0.
package.json says 1.0.1, and has to say 2.0.0 at least after 1.0.0.`);
    expect(tell(true)).toBe("Nothing changed since v1.0.0.");
  });

  it("is a section for CHANGELOG.md", () => {
    expect(formats["markdown"]!(report)).toBe(`### The API

Breaks callers:

- \`#/a\`: 100 %. It breaks callers at compile time and at run time, and the server.

Also:

- \`#/a\`: 100 %.`);
    expect(formats["markdown"]!({ ...report, changes: [] })).toBe(
      "### The API\n\nNothing changed since v1.0.0.",
    );
  });

  it("is annotations for GitHub: errors only while the version says too little", () => {
    const [at, title] = [
      "file=openapi/a%2Cb.yaml,line=3",
      "breaks callers at compile time and at run time%2C and the server",
    ];
    expect(formats["github"]!(report).split("\n")).toEqual([
      `::error ${at},title=major%3A ${title}::100 %25. (rule)%0A#/a`,
      `::notice ${at},title=patch%3A breaks nobody::100 %25. (rule)%0A#/a`,
      "::error file=package.json,line=4,title=The version says too little::package.json says 1.0.1, and has to say 2.0.0 at least after 1.0.0.",
    ]);
    const enough = formats["github"]!({ ...report, claims: [{ ...claim, isEnough: true }] });
    expect(enough.split("\n").map((line) => line.split(" ", 1)[0])).toEqual(["::warning", "::notice"]);
  });
});
