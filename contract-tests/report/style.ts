/** The look of the page: system fonts, one column, and colours that a sign always goes with. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --ink: #1b1f24; --muted: #59626e; --line: #dfe2e6; --fill: #f3f4f5; --good: #14693f; --bad: #b0251c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e7ea; --muted: #9ba5b0; --line: #2d333a; --fill: #1c2024; --good: #5fca95; --bad: #ff8f85;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0 0 1rem; font-size: 1.75rem; letter-spacing: -0.01em; }
p { margin: 0 0 0.25rem; }
pre {
  margin: 1rem 0; padding: 0.75rem 1rem; border-left: 0.25rem solid; background: var(--fill); white-space: pre-wrap;
  font: 0.8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
.good { color: var(--good); }
.bad { color: var(--bad); }
pre.bad { border-color: var(--bad); color: var(--ink); }
pre.bad::first-line { color: var(--bad); }
.scroll { overflow-x: auto; margin-top: 2.5rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { padding-bottom: 0.5rem; font-size: 1.25rem; font-weight: 600; text-align: left; }
th, td { padding: 0.35rem 1rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th, footer { color: var(--muted); font-size: 0.8125rem; }
tbody th { font-weight: 400; }
td:not(:last-child) { white-space: nowrap; }
.map { margin-top: 2.5rem; }
.map table { overflow-wrap: anywhere; }
.map td { white-space: normal; line-height: 1.1; }
.map th:first-child { width: 12rem; overflow-wrap: normal; }
.map i { font-style: normal; }
.map .new { text-decoration: underline; }
meter { width: 4rem; vertical-align: middle; }
details { border-bottom: 1px solid var(--line); }
details details { margin-left: 1.25rem; }
summary { padding: 0.35rem 0; cursor: pointer; }
ul { margin: 0; padding: 0 0 0.75rem 1.25rem; }
footer { margin-top: 2.5rem; }
:focus-visible { outline: 2px solid; outline-offset: 2px; }
@media print {
  :root { color-scheme: light; --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  caption, summary { break-after: avoid; }
  tr, pre { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`;
