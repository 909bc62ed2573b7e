/** What stands in the places of a path template, as it is spelled; undefined where a path is none of the template's. */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const { pattern, names } = patternOf(template);
  const match = pattern.exec(pathname);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, match[index + 1]!]));
}

const patterns = new Map<string, { pattern: RegExp; names: string[] }>();

function patternOf(template: string): { pattern: RegExp; names: string[] } {
  const known = patterns.get(template) ?? compile(template);
  patterns.set(template, known);
  return known;
}

function compile(template: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const pattern = template.replaceAll(/\{([^{}]+)\}|[\\^$.*+?()[\]|]/g, (found, name: string | undefined) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return "([^/]*)";
  });
  return { pattern: new RegExp(`^${pattern}$`), names };
}

/** A sort order in which the concrete path comes before the templated one, segment by segment. */
export function compareTemplates(one: string, other: string): number {
  const isTemplated = (template: string): boolean[] => template.split("/").map((part) => part.includes("{"));
  const [ones, others] = [isTemplated(one), isTemplated(other)];
  const index = ones.findIndex((templated, at) => templated !== others[at]);
  return index < 0 ? 0 : ones[index] ? 1 : -1;
}

/** The text that an escaped one stands for; what a mutant or a hostile caller spelled may stand for itself. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What no path can carry, by its name. */
export const refused_ids: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["empty", ""],
  ["undefined", undefined],
  ["null", null],
  ["dot segment", "."],
  ["double-dot segment", ".."],
]);
