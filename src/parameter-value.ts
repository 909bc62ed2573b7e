import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from "openapi-fetch";
import type { ParameterRule } from "../generated/client.js";
import { isPlain } from "./options.js";
import { bare } from "./own.js";

/** A parameter's value as text: of a list each item, of an object each property. */
export type Text = string | readonly string[] | Readonly<Record<string, string>>;

/** Refuses a value, in the words that follow its parameter's name. */
export type Refuse = (problem: string) => never;

/**
 * Reads a parameter's value once and copies it, so that what was checked is what is written, whatever a getter says the
 * second time. A list, or an object, is read only where the description has one.
 */
export function readValue(
  value: unknown,
  { type, style, explode }: ParameterRule,
  check: (item: unknown) => string,
  refuse: Refuse,
): Text {
  if (Array.isArray(value) && (type === "array" || type === "any")) {
    // Of an empty list nothing would be sent, and what it should have narrowed would be wide open.
    if (value.length === 0) refuse("must not be an empty list; leave it out instead");
    // As an iterable, it has no holes.
    const items = Array.from(value, check);
    const separator =
      style === "spaceDelimited" ? " " : style === "label" && explode === true ? "." : undefined;
    if (separator !== undefined && items.some((item) => item.includes(separator)))
      refuse(`must have items without "${separator}", which would split them`);
    return items;
  }
  if (isPlain(value) && (type === "object" || type === "any")) {
    const entries = Reflect.ownKeys(value).map((key) => {
      // They are not escaped.
      if (typeof key === "symbol" || !/^[\w~-][\w.~-]*$/.test(key))
        refuse("must have keys of letters, digits and . _ ~ - alone");
      return [key, check(Reflect.get(value, key))] as const;
    });
    if (entries.length === 0) refuse("must not be an empty object; leave it out instead");
    return bare(Object.fromEntries(entries)) as Record<string, string>;
  }
  return check(value);
}

/** Writes a value as its style asks, by openapi-fetch's serializers. */
export function writeValue(key: string, value: Text, style: string, explode: boolean): string {
  const options = bare({ style: style as "form", explode });
  if (typeof value === "string") return serializePrimitiveParam(key, value, bare({}));
  return Array.isArray(value)
    ? serializeArrayParam(key, value as unknown[], options)
    : serializeObjectParam(key, value as Record<string, unknown>, options);
}

/** Text, a boolean or a number that is exact, as text; undefined for anything else. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (!Number.isFinite(value)) return undefined;
  // One of more than 53 bits may have been another.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}
