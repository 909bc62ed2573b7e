/** More than any error holds; what holds more is not searched to the end and counts as unsafe. */
const mostNodes = 10_000;

/** The credentials of one call, kept so that they can be kept out of everything a person or a log could see. */
export class Secrets {
  readonly #values: string[];

  constructor(values: readonly (string | undefined)[]) {
    this.#values = values.filter((value) => value !== undefined && value !== "") as string[];
  }

  /** The text without any of the credentials. */
  redact(text: string): string {
    return this.#values.reduce((clean, value) => clean.replaceAll(value, "[redacted]"), text);
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

  /** The cause itself, or, when a credential is anywhere in it, an error that holds its name and code alone. */
  cleanCause(cause: unknown): unknown {
    try {
      if (!this.#isIn(cause)) return cause;
    } catch {
      // A getter or a proxy that throws cannot be searched: treated as unsafe.
    }
    return new Error(this.redact(describe(cause)));
  }

  #isIn(cause: unknown): boolean {
    const seen = new Set<unknown>();
    const queue: unknown[] = [cause, toJson(cause)];
    for (const node of queue) {
      if (seen.has(node)) continue;
      if (seen.add(node).size > mostNodes) return true;
      if (typeof node === "string" && this.redact(node) !== node) return true;
      if ((typeof node !== "object" && typeof node !== "function") || node === null) continue;
      if (ArrayBuffer.isView(node)) {
        queue.push(new TextDecoder("latin1").decode(node), new TextDecoder().decode(node));
        continue;
      }
      for (const key of Reflect.ownKeys(node)) queue.push(String(key), Reflect.get(node, key));
      if (node instanceof Map || node instanceof Set || node instanceof Headers)
        queue.push(...[...node].flat());
      if (node instanceof Request) queue.push(node.headers, node.url);
    }
    return false;
  }
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The name and code of an error: words the platform chose, never its message. */
function describe(cause: unknown): string {
  const words: string[] = [];
  for (const key of ["name", "code"]) {
    try {
      const word: unknown = Reflect.get(Object(cause), key);
      if (typeof word === "string" && /^\w{1,64}$/.test(word)) words.push(word);
    } catch {}
  }
  return words.join(" ") || typeof cause;
}
