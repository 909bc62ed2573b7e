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
    // One that has in it what looks like an escape is found as it is alone.
    const clean = this.#spellings.reduce((rest, each) => rest.replaceAll(each, "[redacted]"), text);
    return redactEscaped(clean, this.#spellings);
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

  /** Letters that one takes at most, if what is no letter and no digit is escaped. */
  get #longest(): number {
    return Math.max(0, ...this.#spellings.map((each) => each.replaceAll(/[^A-Za-z0-9]/g, widest).length));
  }
}

/** A character as JSON, HTML and a URL may write it, also where one of them is within another. */
const escaped = /\\{1,4}u([\da-f]{4})|\\{1,4}([/"])|&#(\d{1,5});|&#x([\da-f]{1,4});|%(?:25)*([\da-f]{2})/gi;
const widest = "\\\\\\\\u002b";

const readEscape = (...[, json, bare, decimal, html, url]: (string | undefined)[]): string =>
  bare ?? String.fromCharCode(decimal === undefined ? parseInt((json ?? html ?? url)!, 16) : Number(decimal));

const unescape = (text: string): string => text.replace(escaped, readEscape);

/** A text without the credentials in which some of the characters are escaped: each writer has its own that it escapes. */
function redactEscaped(text: string, spellings: readonly string[]): string {
  const escapes = [...text.matchAll(escaped)];
  let passed = 0;
  let shorter = 0;
  const toPlace = (position: number): number => {
    for (; passed < escapes.length && escapes[passed]!.index - shorter < position; passed += 1)
      shorter += escapes[passed]![0].length - 1;
    return position + shorter;
  };
  let clean = "";
  let done = 0;
  for (const [begin, end] of findAny(unescape(text), spellings)) {
    clean += `${text.slice(done, toPlace(begin))}[redacted]`;
    done = toPlace(end);
  }
  return clean + text.slice(done);
}

/** Where one or several of these stand, as one place where they overlap. */
function findAny(text: string, spellings: readonly string[]): [begin: number, end: number][] {
  const found: [number, number][] = [];
  for (const each of spellings) {
    let end = 0;
    for (const before of text.split(each).slice(0, -1)) {
      const begin = end + before.length;
      end = begin + each.length;
      found.push([begin, end]);
    }
  }
  const places: [number, number][] = [];
  for (const [begin, end] of found.toSorted(([one], [other]) => one - other)) {
    const last = places.at(-1);
    if (last !== undefined && begin < last[1]) last[1] = Math.max(last[1], end);
    else places.push([begin, end]);
  }
  return places;
}

function spell(values: readonly string[]): string[] {
  const spellings = values
    .filter(({ length }) => length >= shortest)
    // Without the padding of base64, which every kind of text escapes in its own way.
    .map((value) => value.replace(/(?<!=)=+$/, ""))
    .filter((bare) => bare !== "")
    .flatMap((bare) => {
      // As a URL has it: what is not ASCII is unescaped byte by byte.
      const bytes = unescape(encodeURIComponent(bare));
      return [
        bare,
        bytes,
        bytes.replaceAll(" ", "+"),
        JSON.stringify(bare).slice(1, -1),
        // The base64 of URLs.
        bare.replaceAll("+", "-").replaceAll("/", "_"),
      ];
    });
  // The longest first: one may begin with another.
  return [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
}
