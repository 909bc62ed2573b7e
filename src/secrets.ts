/** Shorter values are placeholders: `test` or `member` would be cut out of every other word of an answer. */
const shortest = 8;

/** The credentials of one call, kept so that they can be kept out of everything a person or a log could see. */
export class Secrets {
  readonly #values: readonly string[];
  #spelled: readonly string[] | undefined;

  constructor(values: readonly string[]) {
    this.#values = values;
  }

  /** How a text may write them, the longest first. Worked out when it is first needed: most calls never do. */
  get #spellings(): readonly string[] {
    return (this.#spelled ??= spell(this.#values));
  }

  /** The text without any of the credentials. */
  redact(text: string): string {
    return this.#spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[redacted]"), text);
  }

  /** The beginning of a text, however long that is, without any of the credentials. */
  redactStart(text: string, length: number): string {
    return this.redact(this.#begin(text, length)).slice(0, length);
  }

  /** The beginning of a foreign text; nothing of it where it has escapes, in which a credential could hide. */
  excerpt(text: string, length: number): string | undefined {
    return /[%&\\]/.test(this.#begin(text, length)) ? undefined : this.redactStart(text, length);
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

  /** Long enough for a credential that begins within `length`. */
  #begin(text: string, length: number): string {
    return text.slice(0, length + (this.#spellings[0]?.length ?? 0));
  }
}

function spell(values: readonly string[]): string[] {
  // Without the padding of base64, which every kind of text escapes in its own way.
  const bare = values.map((value) => value.replace(/=+$/, "")).filter(({ length }) => length >= shortest);
  const spellings = bare.flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]);
  // One may begin with another.
  return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
}
