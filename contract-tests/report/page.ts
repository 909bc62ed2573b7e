import {
  answerTable,
  changeGroups,
  coverageTable,
  fileTable,
  liveTable,
  killerGroups,
  listMaps,
  listNotes,
  listProblems,
  mutantTable,
  obligationGroups,
  slowestTable,
  states,
  type Group,
  type OperationMap,
  type Table,
} from "./contents.js";
import type { Report } from "./findings.js";
import { escapeXml } from "./junit.js";
import { style } from "./style.js";

const csp = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One page that stands alone: it asks for nothing, and runs nothing. Plain text becomes markup in `element` only. */
export function renderPage(report: Report): string {
  const notes = listNotes(report).map((note) => element("p", note));
  const problems = listProblems(report, 1000).map((problem) => element("pre", problem));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Contract report: ${report.verdict}</title>
<style>${style}</style>
</head>
<body>
<h1>Contract report: ${report.verdict}</h1>
${[...notes, ...problems].join("\n")}
${renderTable(coverageTable(report))}
${renderGroups("Every obligation", obligationGroups(report))}
${report.changes === undefined ? "" : renderGroups("What changed since the base", changeGroups(report))}
${listMaps(report).map(renderMap).join("\n")}
${renderTable(answerTable(report))}
${report.live === undefined ? "" : renderTable(liveTable(report.live))}
${renderTable(mutantTable(report))}
${renderGroups("Every mutant, by killer", killerGroups(report))}
${renderTable(fileTable(report))}
${renderTable(slowestTable(report))}
<footer><p>An obligation is reached when the traffic of a passing test exercised it, and proven when what such a test
asserted no longer holds of a description in which it is not so. All must be both. A widening mutant breaks no caller, so
nothing has to notice it.</p></footer>
</body>
</html>
`;
}

function renderTable({ caption, head, rows }: Table): string {
  const row = ([first = "", ...rest]: readonly string[]): string =>
    `<tr>${element("th", first, ` scope="row"`)}${rest.map((cell) => element("td", cell)).join("")}</tr>`;
  return `<div class="scroll" role="region" aria-label="${escapeXml(caption)}" tabindex="0"><table>
${element("caption", caption)}
<thead><tr>${head.map((cell) => element("th", cell, ` scope="col"`)).join("")}</tr></thead>
<tbody>
${rows.map(row).join("\n")}
</tbody></table></div>`;
}

/** Each cell is a sign that says its state without a colour, and names its obligation to a pointer. */
function renderMap({ operationId, rows }: OperationMap): string {
  const legend = Object.entries(states).map(([state, sign]) => `${sign} ${state}`);
  const cell = ({ id, state, is_new }: OperationMap["rows"][number]["cells"][number]): string =>
    `<i title="${escapeXml(`${id}: ${state}${is_new ? ", new" : ""}`)}"${is_new ? ` class="new"` : ""}>${states[state]}</i>`;
  const row = ({ criterion, cells }: OperationMap["rows"][number]): string => {
    const proven = cells.filter(({ state }) => state === "proven").length;
    return `<tr>${element("th", criterion, ` scope="row"`)}<td><span role="img" aria-label="${proven} of ${cells.length} proven">${cells.map(cell).join("")}</span></td></tr>`;
  };
  return `<div class="map"><table>
${element("caption", `Map of ${operationId}`)}
<thead><tr><th scope="col">criterion</th>${element("th", `${legend.join(", ")}, underlined where new`, ` scope="col"`)}</tr></thead>
<tbody>
${rows.map(row).join("\n")}
</tbody></table></div>`;
}

function renderGroups(title: string, groups: readonly Group[]): string {
  const details = groups.map(
    (group) =>
      `<details>${element("summary", `${group.title} (${group.items.length})`)}
<ul>${group.items.map((item) => element("li", item)).join("\n")}</ul></details>`,
  );
  return `<details>${element("summary", title)}\n${details.join("\n")}\n</details>`;
}

/** The text in a tag, coloured by the sign that it begins with; a bar before a share. */
function element(tag: string, text: string, attributes = ""): string {
  const [, part, whole] = (tag === "td" && /^(\d+) of (\d+)$/.exec(text)) || [];
  if (whole !== undefined)
    return `<td><meter max="${whole}" value="${part}" low="${whole}" optimum="${whole}"></meter> ${text}</td>`;
  const color = text.startsWith("✓") ? ` class="good"` : text.startsWith("✗") ? ` class="bad"` : "";
  return `<${tag}${attributes}${color}>${escapeXml(text)}</${tag}>`;
}
