import { tryTo } from "./try-to.js";

/** More than any error holds; what holds more is not searched to the end and counts as unsafe. */
const mostItems = 100_000;

/** The causes of a cause that are kept. */
const mostCauses = 5;

/** The credentials of one call, kept so that they can be kept out of everything a person or a log could see. */
export class Secrets {
  readonly #values: readonly string[];
  #spelled: readonly string[] | undefined;

  constructor(values: readonly string[]) {
    this.#values = values;
  }

  /** How a text may write them. Worked out when it is first needed: most calls never do. */
  get #spellings(): readonly string[] {
    return (this.#spelled ??= spell(this.#values));
  }

  /** The text without any of the credentials. */
  redact(text: string): string {
    return this.#spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[redacted]"), text);
  }

  /** A copy of a JSON value without any of the credentials. */
  redactJson<T>(value: T): T {
    if (typeof value === "string") return this.redact(value) as T;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.redactJson(item)) as T;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.redact(key), this.redactJson(item)]),
    ) as T;
  }

  /**
   * The cause itself, or, when a credential is anywhere in it, an error that holds its name and code alone, and its own
   * cause, cleaned likewise.
   */
  cleanCause(cause: unknown, level = 1): unknown {
    // What throws while it is searched counts as unsafe.
    if (tryTo(() => this.#isIn(cause)) === false) return cause;
    const name = this.#word(cause, "name");
    const code = this.#word(cause, "code");
    const inner = level < mostCauses ? tryTo(() => Object(cause).cause as unknown) : undefined;
    return Object.assign(
      new Error(
        [name, code].filter((word) => word !== undefined).join(" ") || typeof cause,
        inner === undefined ? undefined : { cause: this.cleanCause(inner, level + 1) },
      ),
      name !== undefined && { name },
      code !== undefined && { code },
    );
  }

  /** A name or code: a word that the platform chose, unlike a message. */
  #word(cause: unknown, key: string): string | number | undefined {
    const word = tryTo(() => Object(cause)[key] as unknown);
    if (typeof word !== "string" && typeof word !== "number") return undefined;
    return /^[\w.-]{1,64}$/.test(`${word}`) && !this.#isInText(`${word}`) ? word : undefined;
  }

  #isIn(cause: unknown): boolean {
    const seen = new Set<unknown>();
    const queue: unknown[] = [cause];
    for (const node of queue) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (!isObject(node)) {
        if (this.#isInText(String(node))) return true;
      } else if (ArrayBuffer.isView(node)) {
        queue.push(new TextDecoder("latin1").decode(node), new TextDecoder().decode(node));
      } else {
        for (const item of contents(node)) if (queue.push(item) > mostItems) return true;
      }
    }
    return this.#isInText(inspect(cause));
  }

  #isInText(text: string): boolean {
    return this.#spellings.some((spelling) => text.includes(spelling));
  }
}

function spell(values: readonly string[]): string[] {
  // Without the padding of base64, which every kind of text escapes in its own way.
  const bare = values.map((value) => value.replace(/=+$/, "")).filter((value) => value !== "");
  const spellings = bare.flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]);
  // The longest first: one may begin with another.
  return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
}

/** What an object holds, and what it makes of itself when it is printed. */
function* contents(node: object): Generator {
  // The four are read even where they are inherited.
  for (const key of [...Reflect.ownKeys(node), "name", "message", "stack", "cause"]) {
    yield key;
    yield Reflect.get(node, key);
  }
  if (node instanceof Map || node instanceof Set) for (const entry of node) yield entry;
  if (node instanceof ArrayBuffer) yield new Uint8Array(node);
  yield tryTo(() => (node as { toJSON?: () => unknown }).toJSON?.());
  if (typeof node === "object" && !Array.isArray(node)) yield tryTo(() => String(node));
}

/** All that a log could show of a value, its private state included, where the platform (Node, Deno, Bun) can tell. */
function inspect(value: unknown): string {
  const { process } = globalThis as unknown as { process?: { getBuiltinModule?: (name: string) => Util } };
  const util = process?.getBuiltinModule?.("node:util");
  const all = {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
  };
  return String(util?.inspect(value, all));
}

interface Util {
  inspect: (value: unknown, options: object) => string;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
