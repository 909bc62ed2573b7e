import { readFileSync } from "node:fs";

/** A fenced block. */
export interface Fence {
  page: string;
  /** Where its text begins, from 1. */
  line: number;
  language: string;
  text: string;
  /** What the comment `<!-- not run: … -->` above it says. */
  not_run: string | undefined;
}

interface Line {
  line: number;
  text: string;
}

/** A page's fenced blocks, and its other lines. */
export function readPage(page: string): { fences: Fence[]; prose: Line[] } {
  const fences: Fence[] = [];
  const prose: Line[] = [];
  let open: { fence: Fence; end: string } | undefined;
  for (const [index, text] of readFileSync(page, "utf8").split(/\r?\n/).entries()) {
    const [, end, language = ""] = /^ *(`{3,})(\S*)$/.exec(text) ?? [];
    if (open !== undefined) {
      if (end === open.end && language === "") open = undefined;
      else open.fence.text += `${text}\n`;
    } else if (end === undefined) {
      prose.push({ line: index + 1, text });
    } else {
      const above = prose.findLast((each) => each.text !== "")?.text ?? "";
      const [, not_run] = /^<!-- not run: (.+) -->$/.exec(above) ?? [];
      open = { fence: { page, line: index + 2, language, text: "", not_run }, end };
      fences.push(open.fence);
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.fence.line} begins a block without an end.`);
  return { fences, prose };
}
