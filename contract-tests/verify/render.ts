import type { Finding } from "./finding.js";
import type { Asked, Outcome } from "./run.js";

export type Verdict = "kept" | "broken" | "could not tell";

export function verdictOf({ asked }: Outcome): Verdict {
  if (asked.some(({ findings }) => findings.some(({ kind }) => kind === "broken"))) return "broken";
  return asked.length === 0 || asked.some(({ unclear }) => unclear !== undefined) ? "could not tell" : "kept";
}

export const exit_codes: Readonly<Record<Verdict, number>> = { kept: 0, broken: 1, "could not tell": 3 };

/** What the report of a test run shows of a live server. */
export interface LiveServer {
  server: string;
  verdict: Verdict;
  asked: {
    operationId: string;
    what: string;
    status: number | undefined;
    broken: string[];
    news: string[];
    unclear: string | undefined;
  }[];
  left_out: string[];
}

export function toLiveServer(server: string, outcome: Outcome): LiveServer {
  const { asked, left_out } = outcome;
  return {
    server,
    verdict: verdictOf(outcome),
    asked: asked.map(({ operationId, what, exchange, findings, unclear }) => {
      const list = (wanted: Finding["kind"]): string[] =>
        findings.flatMap(({ kind, at, says }) => (kind === wanted ? [`${at} ${says}`] : []));
      return {
        operationId,
        what,
        status: exchange?.status,
        broken: list("broken"),
        news: list("news"),
        unclear,
      };
    }),
    left_out,
  };
}

/** What was found, each thing once with where it was, and the verdict. */
export async function renderOutcome(
  outcome: Outcome,
  /** The source line of a place in the bundle. */
  locate: (pointer: readonly string[]) => Promise<{ file: string; line: number }>,
): Promise<string> {
  const { asked, left_out } = outcome;
  const unclear = asked.flatMap(({ operationId, what, unclear: why }) =>
    why === undefined ? [] : [`  ${operationId}, ${what}: ${why}`],
  );
  const sections = [
    ["Forbidden by the description:", await listFindings("broken")],
    ["Could not tell:", unclear],
    ["New to the description, and no fault:", await listFindings("news")],
    ["Not asked:", left_out.map((each) => `  ${each}`)],
  ] as const;
  return [
    ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : [[title, ...lines].join("\n")])),
    renderVerdict(outcome),
  ].join("\n\n");

  async function listFindings(kind: Finding["kind"]): Promise<string[]> {
    const groups = new Map<string, { finding: Finding; places: string[] }>();
    for (const { operationId, what, findings } of asked) {
      for (const finding of findings.filter((each) => each.kind === kind)) {
        const { at, says } = finding;
        // A header or a field that is everywhere is told once.
        const key = kind === "news" ? `${at} ${says}` : `${operationId} ${at} ${says}`;
        const group = groups.get(key) ?? { finding, places: [] };
        groups.set(key, group);
        group.places.push(`${operationId}, ${what}`);
      }
    }
    return Promise.all(
      [...groups.values()].map(async ({ finding: { at, says, pointer }, places }) => {
        const more = places.length > 1 ? ` and ${places.length - 1} more` : "";
        const { file, line } = await locate(pointer);
        return `  ${at} ${says}\n    ${places[0]}${more}${pointer.length === 0 ? "" : `; ${file}:${line}`}`;
      }),
    );
  }
}

function renderVerdict(outcome: Outcome): string {
  const { asked } = outcome;
  const count = (test: (each: Asked) => boolean): number => asked.filter(test).length;
  const broken = count(({ findings }) => findings.some(({ kind }) => kind === "broken"));
  const unclear = count((each) => each.unclear !== undefined);
  const sentence = {
    kept: "The contract is kept, as far as was asked.",
    broken: "The contract is broken.",
    "could not tell": "Whether the contract is kept, this run could not tell.",
  }[verdictOf(outcome)];
  return `${asked.length} asked: ${broken} answers forbidden, ${unclear} that say nothing. ${sentence}`;
}
