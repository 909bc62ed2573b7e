/** The look of the page: system fonts, one column, and colours that a sign or a word always goes with. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --ink: #1b1f24; --muted: #59626e; --line: #dfe2e6; --fill: #f3f4f5;
  --good: #14693f; --bad: #b0251c; --link: #1d56a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e7ea; --muted: #9ba5b0; --line: #2d333a; --fill: #1c2024;
    --good: #5fca95; --bad: #ff8f85; --link: #8ab8f5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.25rem 4rem;
  background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 0.25rem; font-size: 1.75rem; letter-spacing: -0.01em; }
h2, caption { font-size: 1.25rem; font-weight: 600; text-align: left; }
h2 { margin: 2.5rem 0 0.5rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
caption { padding-bottom: 0.5rem; }
p { margin: 0 0 0.5rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
code, pre { font: 0.8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.muted { color: var(--muted); font-weight: 400; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.verdict { font-size: 1.125rem; font-weight: 600; }
.scroll { overflow-x: auto; margin-top: 2.5rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 1rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 0.8125rem; vertical-align: bottom; }
tbody th { font-weight: 400; }
td { white-space: nowrap; }
td:last-child { white-space: normal; }
details { border-bottom: 1px solid var(--line); }
details[open] { padding-bottom: 0.75rem; }
summary { padding: 0.35rem 0; cursor: pointer; }
ul { margin: 0; padding-left: 1.25rem; }
pre {
  margin: 0.25rem 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem;
  background: var(--fill); white-space: pre-wrap;
}
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 40rem) {
  body { padding-top: 1.5rem; }
  th, td { padding-right: 0.75rem; overflow-wrap: normal; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --fill: #fff; --link: #000;
    --good: #14693f; --bad: #b0251c;
  }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  h2, caption, summary { break-after: avoid; }
  tr, pre { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`;
