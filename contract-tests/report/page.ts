import { countMutants, fates, type Criterion, type Report } from "./findings.js";
import { escapeXml } from "./junit.js";
import { style } from "./style.js";
import { listRows, listTotals, listUnjudged, listWaivers, shorten } from "./summary.js";

const slowest = 10;

/** Text that is markup already. */
class Markup {
  constructor(readonly text: string) {}
}
type Value = string | number | Markup | readonly Markup[];

/** Fills a piece of markup: whatever is not markup already is escaped. */
function markup(parts: TemplateStringsArray, ...values: Value[]): Markup {
  const texts = values.map((value) =>
    typeof value !== "object"
      ? escapeXml(String(value))
      : (value instanceof Markup ? [value] : value).map(({ text }) => text).join("\n"),
  );
  return new Markup(parts.reduce((all, part, index) => all + texts[index - 1] + part));
}

/** One page that stands alone: it asks for nothing, and runs nothing. */
export function renderPage(report: Report): string {
  const { verdict, seed } = report;
  const sign = { passed: "✓ Passed", failed: "✗ Failed", "not judged": "– Not judged" }[verdict];
  const color = { passed: "good", failed: "bad", "not judged": "muted" }[verdict];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Contract report: ${verdict}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>Contract report</h1>
<p class="verdict ${color}">${sign}</p>
${[`Seed ${seed}`, ...listUnjudged(report), ...listTotals(report)].map((line) => markup`<p>${line}</p>`)}
</header>
<main>
${renderReasons(report)}
${renderFailures(report)}
${renderCriteria(report)}
${renderAnswers(report)}
${renderMutants(report)}
${renderSlowest(report)}
</main>
<footer class="muted">
<p>An obligation is reached when the traffic of a passing test exercised it, and proven when a mutant that breaks it was
noticed. A waived one can never be reached. A widening mutant breaks no caller, so nothing has to notice it.</p>
</footer>
</body>
</html>
`.text;
}

function renderReasons({ reasons }: Report): Markup[] {
  return reasons.map(
    ({ sentence, items }) =>
      markup`<section><h2 class="bad">✗ ${sentence}: ${items.length}</h2>${renderList(shorten(items))}</section>`,
  );
}

function renderFailures({ tests }: Report): Markup[] {
  const failed = tests.filter(({ state }) => state === "failed");
  const details = failed.map(
    ({ file, name, failure = "" }) =>
      markup`<details open><summary>${name} <span class="muted">${file}</span></summary><pre>${failure}</pre></details>`,
  );
  return details.length === 0 ? [] : [markup`<section><h2>How they failed</h2>${details}</section>`];
}

function renderCriteria(report: Report): Markup {
  const [head = [], ...rows] = listRows(report);
  const cells = rows.map((row) => row.map((text) => markup`${text}`));
  return markup`<section id="coverage">
${renderTable("Coverage by criterion", head, cells)}
${listWaivers(report).map((line) => markup`<p class="muted">${line}</p>`)}
<h3>Every obligation</h3>
${report.criteria.filter(({ obligations }) => obligations.length > 0).map((each) => renderObligations(each, report))}
</section>`;
}

function renderObligations({ name, obligations }: Criterion, { judged }: Report): Markup {
  const stateOf = ({ waiver, reached, proven }: Criterion["obligations"][number]): string => {
    if (waiver !== undefined) return "– Waived";
    if (!reached && judged.reached) return "✗ Unreached";
    return proven ? "✓ Proven" : reached ? "✓ Reached, not proven" : "– Not proven";
  };
  const lists = [...new Set(obligations.map(stateOf))].toSorted().map((state) => {
    const own = obligations.filter((each) => stateOf(each) === state).map(({ id }) => id);
    return markup`<h3 class="${state.startsWith("✗") ? "bad" : "muted"}">${state}: ${own.length}</h3>${renderList(own)}`;
  });
  return markup`<details><summary>${name} <span class="muted">${obligations.length}</span></summary>${lists}</details>`;
}

/** Operation × status × example: which answers a passing test has had from the mock. */
function renderAnswers({ answers }: Report): Markup {
  const operations = [...new Set(answers.map(({ operationId }) => operationId))];
  const rows = new Map(answers.map(({ status, example }) => [`${status} ${example}`, { status, example }]));
  const cells = [...rows.values()].map(({ status, example }) => [
    markup`${status}`,
    markup`${example}`,
    ...operations.map((operationId) => {
      const answer = answers.find(
        (each) => each.operationId === operationId && each.status === status && each.example === example,
      );
      if (answer === undefined) return markup`<span class="muted">not described</span>`;
      return answer.passed
        ? markup`<span class="good">✓ covered</span>`
        : markup`<span class="bad">✗ not covered</span>`;
    }),
  ]);
  return markup`<section id="answers">${renderTable("Answers by operation, status and example", ["status", "example", ...operations], cells)}</section>`;
}

function renderMutants(report: Report): Markup {
  const { mutants } = report;
  const groupOf = ({ fate, killers }: (typeof mutants)[number]): string =>
    fate.startsWith("by ") ? killers[0]! : fate;
  const groups = [...new Set(mutants.map(groupOf))].map(
    (group) => [group, mutants.filter((mutant) => groupOf(mutant) === group)] as const,
  );
  const rows = countMutants(report).map(({ kind, counts }) => [kind, ...fates.map((fate) => counts[fate])]);
  const cells = rows.map((row) => row.map((cell) => markup`${cell}`));
  const by_size = groups.toSorted(([, one], [, other]) => other.length - one.length);
  return markup`<section id="mutants">
${renderTable("Mutants by kind", ["kind", ...fates], cells)}
<h3>By killer</h3>
${by_size.map(([killer, own]) => markup`<details><summary>${killer} <span class="muted">${own.length}</span></summary>${renderList(own.map(({ name }) => name))}</details>`)}
</section>`;
}

function renderSlowest({ tests }: Report): Markup {
  const longest = tests
    .toSorted((one, other) => other.duration_ms - one.duration_ms)
    .slice(0, slowest)
    .map(({ file, name, duration_ms }) => [
      markup`${Math.round(duration_ms)} ms`,
      markup`${name} <span class="muted">${file}</span>`,
    ]);
  return markup`<section id="slowest">${renderTable("Slowest tests", ["time", "test"], longest)}</section>`;
}

function renderTable(caption: string, head: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((text) => markup`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>
${rows.map(([first = markup``, ...rest]) => markup`<tr><th scope="row">${first}</th>${rest.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}
</tbody></table></div>`;
}

const renderList = (items: readonly string[]): Markup =>
  markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
