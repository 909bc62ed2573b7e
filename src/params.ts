import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from "openapi-fetch";
import type { ParameterRule, Route } from "../generated/client.js";
import { ClientError } from "./errors.js";
import { refuseMisplaced } from "./misplaced.js";
import { isPlain, nameKey, unknownKey } from "./options.js";
import { bare } from "./own.js";
import { tryTo } from "./try-to.js";

/** What a call gives, by where it goes. */
export interface Given {
  path: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  /** Checked and written. */
  header: Readonly<Record<string, string>>;
  session: Readonly<Record<string, string>>;
  body: unknown;
}

type Rules = Readonly<Record<string, ParameterRule>>;

/**
 * Splits the parameters of a method by where each goes. Where a body or a query could carry a key, an unknown one is
 * refused: a misspelt field must not vanish. Elsewhere further keys are ignored, so that a whole Member can be passed.
 */
export function splitParams(params: unknown, route: Route): Omit<Given, "session"> {
  const { path, query, header, body } = route;
  if (query === undefined && header === undefined && body === undefined) {
    refuseMisplaced(params, Object.keys(path));
    return { path: pick(params, path), query: {}, header: {}, body: undefined };
  }
  const fields = body && (body.fields ?? ["body"]);
  const names = [...Object.keys({ ...path, ...query, ...header }), ...(fields ?? [])];
  const own = checkKeys("parameters", params, names);
  const given = fields?.filter((name) => own[name] !== undefined) ?? [];
  const flat = bare(Object.fromEntries(given.map((name) => [name, own[name]])));
  return {
    path: pick(own, path),
    query: pick(own, query),
    header: checkHeader(pick(own, header)),
    body: body?.fields === undefined ? own["body"] : body.required || given.length > 0 ? flat : undefined,
  };
}

/** A copy of a plain object that has no other keys than these, each read once. */
export function checkKeys(owner: string, value: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isPlain(value)) throw new ClientError("invalid_option", `The ${owner} must be a plain object.`);
  const copy: Record<string, unknown> = bare({});
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === "symbol" || !names.includes(key)) {
      const message = `${unknownKey(key)} in the ${owner}; it takes ${names.join(", ")}. Nothing was sent.`;
      throw new ClientError("invalid_option", message, nameKey(key));
    }
    copy[key] = Reflect.get(value, key);
  }
  return copy;
}

/** The own properties of an object that rules name. */
export function pick(value: unknown, rules: Rules = {}): Record<string, unknown> {
  const owner = Object(value) as Record<string, unknown>;
  return bare(
    Object.fromEntries(
      Object.keys(rules).map((name) => [name, Object.hasOwn(owner, name) ? owner[name] : undefined]),
    ),
  );
}

/** Checks header parameters of an operation's own, and writes them. */
export function checkHeader(header: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(header).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => {
      const items = Array.isArray(value) ? (value as unknown[]) : [value];
      const text = items.map((item) => checkScalar(name, item)).join(",");
      if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text))
        throw refusal(name, "must be visible ASCII characters, with spaces at most between them");
      return [name, text];
    }),
  );
}

/** Writes a query by openapi-fetch's serializers, each parameter as its style asks. */
export function serializeQuery({ query = {} }: Route, given: Readonly<Record<string, unknown>>): string {
  const taken = new Set(Object.keys(query));
  return (
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const { style = "form", explode = style === "form" || style === "deepObject" } = query[name]!;
        const options = bare({ style: style as "form", explode });
        const key = encodeURIComponent(name);
        if (Array.isArray(value)) {
          // Of an empty list nothing would be sent, and what it should have narrowed would be wide open.
          if (value.length === 0) throw refusal(name, "must not be an empty list; leave it out instead");
          const items = (value as unknown[]).map((item) => checkScalar(name, item));
          if (style === "spaceDelimited" && items.some((item) => item.includes(" ")))
            throw refusal(name, "must have items without a space, which would split them");
          return serializeArrayParam(key, value, options);
        }
        if (isPlain(value)) {
          const entries = Object.entries(value);
          for (const [inner, item] of entries) {
            if (!/^[\w.~-]+$/.test(inner))
              throw refusal(name, "must have keys of letters, digits and . _ ~ - alone");
            // Spelled out, its keys stand in the query as parameters do: one must not be read as another.
            if (style === "form" && explode) {
              if (inner !== name && taken.has(inner))
                throw refusal(name, "must have no key that another parameter of the query has");
              taken.add(inner);
            }
            checkScalar(name, item);
          }
          if (entries.length === 0) throw refusal(name, "must not be an empty object; leave it out instead");
          return serializeObjectParam(key, value as Record<string, unknown>, {
            style: style as "form",
            explode,
          });
        }
        return serializePrimitiveParam(key, checkScalar(name, value));
      })
      .join("&")
      // The one character that openapi-fetch leaves alone and URL parsers do not.
      .replaceAll("'", "%27")
  );
}

/** Text, a finite number or a boolean, as text. */
function checkScalar(name: string, value: unknown): string {
  const isScalar = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  if (!isScalar) throw refusal(name, "must be text, a finite number or a boolean, or a list of these");
  const text = String(value);
  if (tryTo(() => encodeURIComponent(text)) === undefined)
    throw refusal(name, "must not contain a lone surrogate");
  return text;
}

/** Writes a body as JSON. What JSON would drop or turn into null is refused. */
export function serializeBody(body: unknown): string {
  const text = tryTo(() => JSON.stringify(body, (_, value: unknown) => (isLost(value) ? raise() : value)));
  if (text === undefined)
    throw refusal(
      "body",
      "must hold what JSON can: no function, symbol or bigint, no number that is not finite, not itself",
    );
  return text;
}

const isLost = (value: unknown): boolean =>
  typeof value === "number"
    ? !Number.isFinite(value)
    : ["function", "symbol", "bigint"].includes(typeof value);

function raise(): never {
  throw new TypeError("JSON cannot hold it.");
}

function refusal(name: string, problem: string): ClientError {
  return new ClientError("invalid_parameter", `${name} ${problem}. Nothing was sent.`, name);
}
