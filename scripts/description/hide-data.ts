/** Keywords that hold data, and those whose keys are names instead of keywords. `examples` is data where it is a list, and so is an extension. */
const dataKeywords = new Set(["value", "example", "examples", "default", "const", "enum"]);
const mapKeywords = new Set(
  (
    "paths webhooks schemas responses parameters examples requestBodies headers securitySchemes links " +
    "callbacks pathItems content encoding variables properties patternProperties dependentSchemas $defs"
  ).split(" "),
);

const mark = "\u0000";

/**
 * A copy of a description in which data has no `$ref`, `$id`, `$anchor` or `discriminator`: tools take these for their
 * own wherever they stand, in the value of an example too.
 */
export function hideData<Node>(node: Node, keywords: ReadonlySet<string> = dataKeywords): Node {
  return hide(node, false, keywords) as Node;
}

/** A copy of what was hidden, as it was. */
export function revealData<Node>(node: Node): Node {
  return rename(node, (key) => (key.startsWith(mark) ? key.slice(mark.length) : key)) as Node;
}

/** The same of text that was written from it. */
export function revealText(text: string): string {
  return text.replaceAll(/(\\u0000|\0)(?=\$|discriminator)/g, "");
}

function hide(node: unknown, hasNames: boolean, keywords: ReadonlySet<string>): unknown {
  return copy(node, (key, value) => {
    const kind = kindOf(key, value, hasNames, keywords);
    if (kind === "data") return [key, rename(value, (name) => (isSpoken(name) ? mark + name : name))];
    return [key, hide(value, kind === "names", keywords)];
  });
}

const isSpoken = (name: string): boolean => name.startsWith("$") || name === "discriminator";

/** What a key of a description holds: data, a map of names, or, where undefined, what OpenAPI speaks of. */
export function kindOf(
  key: string,
  value: unknown,
  /** Whether the key is itself such a name. */
  isName: boolean,
  keywords: ReadonlySet<string> = dataKeywords,
): "data" | "names" | undefined {
  if (isName) return undefined;
  if (mapKeywords.has(key) && !Array.isArray(value)) return "names";
  return keywords.has(key) || key.startsWith("x-") ? "data" : undefined;
}

function rename(node: unknown, to: (key: string) => string): unknown {
  return copy(node, (key, value) => [to(key), rename(value, to)]);
}

function copy(node: unknown, entry: (key: string, value: unknown) => [string, unknown]): unknown {
  if (Array.isArray(node)) return node.map((item, index) => entry(String(index), item)[1]);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => entry(key, value)));
}
