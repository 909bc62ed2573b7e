import { tryTo } from "./try-to.js";

/** Shorter values are placeholders: `test` or `member` would be cut out of every other word of an answer. */
const shortest = 8;

/** How often a text may have been escaped on its way. */
const mostEscapes = 4;

/** The most characters that one character becomes when it is escaped once: `&#x10FFFF;`. */
const longestEscape = 10;

/** The credentials of one call, kept so that they can be kept out of everything a person or a log could see. */
export class Secrets {
  readonly #values: readonly string[];
  #squeezed: readonly string[] | undefined;

  constructor(values: readonly string[]) {
    this.#values = values
      // Without the padding of base64, which every kind of text escapes in its own way.
      .map((value) => value.replace(/=+$/, ""))
      .filter((value) => value.length >= shortest)
      // The longest first: one may begin with another.
      .toSorted((one, other) => other.length - one.length);
  }

  /** The text without any of the credentials; where one is escaped, however, nothing of the text is left. */
  redact(text: string): string {
    const clean = this.#values.reduce((rest, value) => rest.replaceAll(value, "[redacted]"), text);
    return this.#hides(clean) ? "[redacted]" : clean;
  }

  /** The beginning of a text that may be long, without any of the credentials. */
  redactStart(text: string, length: number): string {
    const longest = this.#values[0]?.length ?? 0;
    return this.redact(text.slice(0, length + longest * longestEscape)).slice(0, length);
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

  /** Whether a credential shows once the escapes of URLs, JSON and HTML are undone. */
  #hides(text: string): boolean {
    this.#squeezed ??= this.#values.map(squeeze).filter((value) => value.length >= shortest);
    for (let escaped = text, round = 0; /[%\\&]/.test(escaped) && round < mostEscapes; round += 1) {
      escaped = unescapeOnce(escaped);
      const squeezed = squeeze(escaped);
      if (this.#squeezed.some((value) => squeezed.includes(value))) return true;
    }
    return false;
  }
}

/** Undoes one layer of escapes, those of letters and digits: what is left of the others is squeezed out. */
function unescapeOnce(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => tryTo(() => decodeURIComponent(run)) ?? decodeAscii(run))
    .replace(
      /\\u([0-9a-f]{4})|\\u\{0*([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#x0*([0-9a-f]{1,6});?|&#0*(\d{1,7});?/gi,
      (_, ...groups: (string | undefined)[]) => {
        const [decimal, hex] = [groups[4], groups.slice(0, 4).find((group) => group !== undefined)];
        const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
        return tryTo(() => String.fromCodePoint(code)) ?? "";
      },
    )
    .replace(/&[a-z]{2,8};/gi, (entity) => (/^&amp;$/i.test(entity) ? "&" : ""));
}

/** What is left of bytes that are no UTF-8. */
function decodeAscii(run: string): string {
  return run.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Letters and digits alone: what stands between them is written in too many ways. */
function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
