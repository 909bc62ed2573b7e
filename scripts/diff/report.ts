import type { Bump } from "./find-changes.js";
import type { Audience, Verdict } from "./verdict.js";

/** A change, judged, with its place in the source files. */
export interface Line extends Verdict {
  pointer: string;
  file: string;
  line: number;
}

/** What a version has to be, and is. */
export interface Claim {
  file: string;
  line: number;
  /** What says it. */
  name: string;
  base: string;
  version: string;
  /** The lowest that the changes allow. */
  needed: string;
  isEnough: boolean;
}

export interface Report {
  /** What was compared with. */
  base: string;
  /** Undefined where nothing was changed. */
  bump: Bump | undefined;
  claims: Claim[];
  changes: Line[];
}

const called: Readonly<Record<Audience, string>> = {
  compile: "callers at compile time",
  run: "callers at run time",
  server: "the server",
};

/** Whom a change breaks, in words. */
function sayWhom(breaks: readonly Audience[]): string {
  if (breaks.length === 0) return "breaks nobody";
  const isBoth = breaks.includes("compile") && breaks.includes("run");
  const named = isBoth
    ? ["callers at compile time and at run time", ...(breaks.includes("server") ? [called.server] : [])]
    : breaks.map((each) => called[each]);
  return `breaks ${named.join(", and ")}`;
}

const sayClaim = ({ name, base, version, needed, isEnough }: Claim): string =>
  isEnough
    ? `${name} says ${version}, which is enough after ${base}.`
    : `${name} says ${version}, and has to say ${needed} at least after ${base}.`;

const sayCount = ({ base, changes }: Report): string =>
  changes.length === 0 ? `Nothing changed since ${base}.` : `${changes.length} change(s) since ${base}.`;

type Format = (report: Report) => string;

const terminal: Format = (report) => {
  const { bump, claims, changes } = report;
  const parts = changes.map(
    ({ file, line, message, bump: own, rule, breaks, pointer }) =>
      `${file}:${line} ${message} (${rule})\n  ${own}: ${sayWhom(breaks)}\n  ${pointer}\n`,
  );
  const whole = bump === undefined ? [] : [`Together: ${bump}.`];
  const told = claims.filter(({ isEnough }) => bump !== undefined || !isEnough);
  return [...parts, sayCount(report), ...whole, ...told.map(sayClaim)].join("\n");
};

const titles: [bump: Bump, title: string][] = [
  ["major", "Breaks callers"],
  ["minor", "New"],
  ["patch", "Also"],
];

/** For a changelog, below the heading of a version. */
const markdown: Format = (report) => {
  const parts = titles.flatMap(([bump, title]) => {
    const own = report.changes.filter((change) => change.bump === bump);
    const items = own.map(
      ({ pointer, message, breaks }) =>
        `- \`${pointer}\`: ${message}${breaks.length === 0 ? "" : ` It ${sayWhom(breaks)}.`}`,
    );
    return items.length === 0 ? [] : [`${title}:\n\n${items.join("\n")}`];
  });
  return ["### The API", ...(parts.length === 0 ? [sayCount(report)] : parts)].join("\n\n");
};

/** A command of GitHub's runner, which shows it beside the line. */
function annotate(
  level: "error" | "warning" | "notice",
  file: string,
  line: number,
  title: string,
  message: string,
): string {
  const data = (text: string): string =>
    text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const value = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${level} file=${value(file)},line=${line},title=${value(title)}::${data(message)}`;
}

const github: Format = ({ claims, changes }) => {
  const isEnough = claims.every((claim) => claim.isEnough);
  return [
    ...changes.map(({ file, line, message, bump, rule, breaks, pointer }) =>
      annotate(
        bump !== "major" ? "notice" : isEnough ? "warning" : "error",
        file,
        line,
        `${bump}: ${sayWhom(breaks)}`,
        `${message} (${rule})\n${pointer}`,
      ),
    ),
    ...claims
      .filter((claim) => !claim.isEnough)
      .map((claim) =>
        annotate("error", claim.file, claim.line, "The version says too little", sayClaim(claim)),
      ),
  ].join("\n");
};

export const formats: Readonly<Record<string, Format>> = {
  terminal,
  markdown,
  json: (report) => JSON.stringify(report, null, 2),
  github,
};
