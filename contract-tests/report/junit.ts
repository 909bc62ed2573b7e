import type { Finding, Report } from "./findings.js";

type Test = Omit<Finding, "meta">;

/** JUnit's XML, as CI systems read it: a suite for each file. */
export function renderJunit({ tests }: Report): string {
  const suites = [...new Set(tests.map(({ file }) => file))].flatMap((file) => {
    const own = tests.filter((test) => test.file === file);
    return [
      `  <testsuite name="${escapeXml(file)}" ${count(own)}>`,
      ...own.map(renderTest),
      "  </testsuite>",
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${count(tests)}>`,
    ...suites,
    "</testsuites>\n",
  ].join("\n");
}

function count(tests: readonly Test[]): string {
  const of = (state: Test["state"]): number => tests.filter((test) => test.state === state).length;
  const time = seconds(tests.reduce((sum, { duration_ms }) => sum + duration_ms, 0));
  return `tests="${tests.length}" failures="${of("failed")}" errors="0" skipped="${of("skipped")}" time="${time}"`;
}

function renderTest({ file, name, state, duration_ms, failure = "" }: Test): string {
  const start = `    <testcase classname="${escapeXml(file)}" name="${escapeXml(name)}" time="${seconds(duration_ms)}"`;
  if (state === "passed") return `${start}/>`;
  if (state === "skipped") return `${start}><skipped/></testcase>`;
  const message = escapeXml(failure.split("\n", 1)[0]!);
  return `${start}><failure message="${message}">${escapeXml(failure)}</failure></testcase>`;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** Text as XML and HTML write it, between tags and in attributes. */
export function escapeXml(text: string): string {
  return (
    text
      // XML 1.0 cannot spell most control characters and lone surrogates at all.
      .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
      .replaceAll(/[&<>"']/g, (character) => `&${entities[character]};`)
  );
}
