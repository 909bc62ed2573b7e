/** Letters. Shorter values are placeholders: `test` or `member` would be cut out of every other word of an answer. */
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
    const begin = this.#begin(text, length);
    const clean = this.redact(begin);
    // What follows could have been cut in the middle of a credential.
    const safe = begin.length === text.length ? length : clean.length - this.#longest;
    return clean.slice(0, Math.max(0, Math.min(length, safe)));
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

  #begin(text: string, length: number): string {
    return text.slice(0, length + this.#longest);
  }

  get #longest(): number {
    return this.#spellings[0]?.length ?? 0;
  }
}

function spell(values: readonly string[]): string[] {
  const spellings = values
    .filter(({ length }) => length >= shortest)
    // Without the padding of base64, which every kind of text escapes in its own way.
    .map((value) => value.replace(/(?<!=)=+$/, ""))
    .filter((bare) => bare !== "")
    .flatMap((bare) => {
      const in_url = encodeURIComponent(bare);
      const in_json = JSON.stringify(bare).slice(1, -1);
      return [
        bare,
        in_url,
        in_url.replace(/%../g, (escape) => escape.toLowerCase()),
        in_url.replaceAll("%20", "+"),
        in_json,
        in_json.replaceAll("/", "\\/"),
        // The base64 of URLs.
        bare.replaceAll("+", "-").replaceAll("/", "_"),
      ];
    });
  // The longest first: one may begin with another.
  return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
}
