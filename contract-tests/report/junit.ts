import type { Finding, Report } from "./findings.js";

/** JUnit's XML, as CI systems read it: a suite for each file. */
export function renderJunit({ tests }: Report): string {
  const suites = [...new Set(tests.map(({ file }) => file))].flatMap((file) => {
    const own = tests.filter((test) => test.file === file);
    const count = (state: Finding["state"]): number => own.filter((test) => test.state === state).length;
    const counts = `tests="${own.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}"`;
    return [`<testsuite name="${escapeXml(file)}" ${counts}>`, ...own.map(renderTest), "</testsuite>"];
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>\n"].join("\n");
}

function renderTest({ file, name, state, duration_ms, failure = "" }: Finding): string {
  const time = (duration_ms / 1000).toFixed(3);
  const inside = {
    passed: "",
    skipped: "<skipped/>",
    failed: `<failure message="${escapeXml(failure.split("\n", 1)[0]!)}">${escapeXml(failure)}</failure>`,
  }[state];
  return `<testcase classname="${escapeXml(file)}" name="${escapeXml(name)}" time="${time}">${inside}</testcase>`;
}

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
