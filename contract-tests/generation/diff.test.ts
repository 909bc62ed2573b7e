// Of a change of the description it is said whom it breaks and which version follows, and of what is no change, nothing.
import { describe, expect, it } from "vitest";
import { compare, type Judged } from "../../scripts/diff/compare.js";
import { isAtLeast, nextVersion } from "../../scripts/diff/versions.js";
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

  it.for(documentCases.map(([name, base, revision, verdict]) => ({ name, base, revision, verdict })))(
    "$name",
    async ({ base, revision, verdict }) => {
      expect(say(await compare(makeDocument(base), makeDocument(revision)))).toBe(verdict);
    },
  );

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
