import { sample, subarray } from "fast-check";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { seed } from "../../seed.js";
import { boundariesOf } from "./boundaries.js";
import type { DescribedBody, HostedPlace } from "./hosts.js";
import { sampleOf } from "./sample.js";
import { change, isObject, valuesAt, type Place } from "./shape.js";

/** A body that differs from a complete one in one place, or in all places of one kind. */
export interface Variant {
  body: unknown;
  /** What the second oracle has to object to: a keyword, somewhere. */
  violates?: string;
}

/** The variants of one kind. */
export interface Variation {
  criterion: string;
  variants: Variant[];
}

/** A body with everything that a schema describes: an example, and what that lacks. */
export function completeBody(
  document: OpenApiDocument,
  { schema, direction }: Pick<DescribedBody, "schema" | "direction">,
  places: readonly Place[],
  examples: readonly unknown[],
): unknown {
  const [longest] = examples.toSorted(
    (one, other) => JSON.stringify(other).length - JSON.stringify(one).length,
  );
  const start = structuredClone(longest) ?? sampleOf(document, schema, direction);
  return places.reduce((body, { trail, property, shape, schema: own }) => {
    if (property === undefined) return body;
    const filled = shape.example ?? sampleOf(document, own, direction);
    return change(body, trail, (value) => (value === undefined ? structuredClone(filled) : value));
  }, start);
}

/** Every body that a description allows, and every one that breaks a single keyword of it. */
export function listVariations(
  document: OpenApiDocument,
  { direction }: DescribedBody,
  places: readonly HostedPlace[],
  complete: unknown,
): Variation[] {
  return kinds.flatMap(({ criterion, fits, vary }) => {
    const fitting = places.filter(fits);
    const own = fitting.filter(
      ({ hosts_property, hosts_value, trail, tag }) =>
        hosts_property || hosts_value || trail === "" || tag !== undefined,
    );
    const of = (place: HostedPlace): Change[] => vary(document, place, direction);
    const apply = (body: unknown, { trail }: HostedPlace, { to }: Change): unknown => change(body, trail, to);
    const single = own.flatMap((place) =>
      of(place).map((each) => ({
        body: apply(withPlace(document, direction, places, complete, place.trail), place, each),
        ...(each.violates !== undefined && { violates: each.violates }),
      })),
    );
    const variants = [...listWitnesses(fitting, of, apply, complete), ...single];
    return variants.length === 0 ? [] : [{ criterion, variants }];
  });
}

/** Bodies in which several places at once stand at an edge that is allowed there, as fast-check picks them. */
export function generateBodies(
  document: OpenApiDocument,
  { direction }: DescribedBody,
  places: readonly HostedPlace[],
  complete: unknown,
): unknown[] {
  // A client that takes the fields of a body beside the parameters has no others.
  const possible = kinds.filter(
    ({ criterion }) => direction === "response" || criterion !== "property that nobody described",
  );
  const changes = possible.flatMap(({ fits, vary }) =>
    places
      .filter(fits)
      .flatMap((place) =>
        vary(document, place, direction).flatMap(({ to, violates }) =>
          violates === undefined ? [{ trail: place.trail, to }] : [],
        ),
      ),
  );
  const several = subarray(changes, { maxLength: Math.min(changes.length, 12) });
  return sample(several, { seed: seed(), numRuns: 10 }).map((picked) =>
    // The deepest first: a change above takes away what is below.
    picked
      .toSorted((one, other) => other.trail.length - one.trail.length)
      .reduce((body, { trail, to }) => change(body, trail, to), complete),
  );
}

/** A body in which each object that a place is below has the tag by which it has the place. */
function withPlace(
  document: OpenApiDocument,
  direction: DescribedBody["direction"],
  places: readonly HostedPlace[],
  complete: unknown,
  target: string,
): unknown {
  return places
    .filter(({ trail, tag }) => tag !== undefined && `${target}/`.startsWith(`${trail}/`))
    .reduce((body: unknown, { trail, tag, schema }) => {
      if (valuesAt(body, trail).length > 0) return body;
      const above = trail.slice(0, trail.lastIndexOf("/"));
      const { name, value } = tag!;
      return change(body, above, () => ({ ...Object(sampleOf(document, schema, direction)), [name]: value }));
    }, complete);
}

/** What each kind of change leaves when it happens in all places at once: one body, whatever the schema's size. */
function listWitnesses(
  places: readonly HostedPlace[],
  of: (place: HostedPlace) => Change[],
  apply: (body: unknown, place: HostedPlace, change: Change) => unknown,
  complete: unknown,
): Variant[] {
  const names = new Set(places.flatMap((place) => of(place).flatMap(({ all }) => all ?? [])));
  return [...names].map((name) => ({
    // The deepest first: a change above takes away what is below.
    body: places.toReversed().reduce((body: unknown, place) => {
      const own = of(place).find(({ all }) => all === name);
      return own === undefined ? body : apply(body, place, own);
    }, complete),
  }));
}

interface Change {
  to: (value: unknown) => unknown;
  violates?: string;
  /** The name that changes have in common which can happen together. */
  all?: string;
}

const remove = (): undefined => undefined;

const kinds: {
  criterion: string;
  fits: (place: HostedPlace) => boolean;
  vary: (document: OpenApiDocument, place: HostedPlace, direction: DescribedBody["direction"]) => Change[];
}[] = [
  {
    criterion: "property present, absent and null",
    fits: ({ property }) => property !== undefined,
    vary: (_, { property, shape }) => [
      { to: (value) => value, all: "present" },
      ...(property!.required ? [] : [{ to: remove, all: "absent" }]),
      ...(shape.types.has("null") ? [{ to: () => null, all: "null" }] : []),
    ],
  },
  {
    criterion: "kind of object",
    fits: ({ tag }) => tag !== undefined,
    vary: () => [{ to: (value) => value }],
  },
  {
    criterion: "object of no kind",
    fits: ({ shape }) => shape.alternatives.some(({ refuses }) => refuses !== undefined),
    vary: (document, { shape }, direction) =>
      shape.alternatives.map(({ tag, schema, refuses }) => ({
        to: () => ({ ...Object(sampleOf(document, schema, direction)), [tag.name]: "something_new" }),
        ...(refuses !== undefined && { violates: refuses }),
      })),
  },
  {
    criterion: "array of no, one and two items",
    fits: ({ shape }) => shape.types.has("array"),
    vary: (document, { shape }, direction) =>
      boundariesOf(document, shape, direction)
        .filter(({ violates, value }) => violates === undefined && Array.isArray(value))
        .map(({ what, value }) => ({
          // With what the example has for an item.
          to: (was) => resize(was, value as unknown[], shape.asserted["uniqueItems"] === true),
          all: what,
        })),
  },
  {
    criterion: "boolean both ways",
    fits: ({ shape }) => shape.types.has("boolean") && shape.values.length === 0,
    vary: () => [true, false].map((value) => ({ to: () => value, all: String(value) })),
  },
  {
    criterion: "known value and one unknown",
    fits: ({ shape }) => shape.values.length > 0,
    vary: (document, { shape }, direction) =>
      boundariesOf(document, shape, direction)
        .filter(({ violates }) => violates === undefined)
        .map(({ what, value }) => ({ to: () => value, ...(what === "(unknown)" && { all: what }) })),
  },
  {
    criterion: "value at an edge",
    fits: ({ shape }) =>
      shape.values.length === 0 &&
      ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"].some(
        (keyword) => keyword in shape.asserted,
      ),
    vary: (document, { shape }, direction) =>
      boundariesOf(document, shape, direction)
        .filter(
          ({ violates, value }) =>
            violates === undefined && !Array.isArray(value) && typeof value !== "boolean",
        )
        .map(({ value }) => ({ to: () => value })),
  },
  {
    criterion: "property that nobody described",
    fits: ({ shape }) => shape.types.has("object") && shape.asserted["additionalProperties"] === undefined,
    vary: () => [
      {
        to: (value) => (isObject(value) ? { ...value, something_new: [{ deep: null }] } : value),
        all: "new",
      },
    ],
  },
  {
    criterion: "keyword violated",
    fits: () => true,
    vary: (document, { property, shape, hosts_value, hosts_property }, direction) => [
      ...(wrongFor(shape.types) === undefined || !(hosts_value || property === undefined)
        ? []
        : [{ to: () => wrongFor(shape.types), violates: "type" }]),
      ...(property?.required === true && hosts_property ? [{ to: remove, violates: "required" }] : []),
      ...(hosts_value ? boundariesOf(document, shape, direction) : [])
        .filter(({ violates }) => violates !== undefined)
        .map(({ value, violates }) => ({
          to: (was: unknown) =>
            violates === "additionalProperties" ? { ...Object(was), ...Object(value) } : value,
          violates: violates!,
        })),
    ],
  },
];

function resize(was: unknown, like: readonly unknown[], are_unique: boolean): unknown {
  const [item] = Array.isArray(was) ? (was as unknown[]) : [];
  return are_unique || item === undefined ? like : like.map(() => item);
}

/** A value of a type that is not allowed; undefined where every type is. */
export function wrongFor(types: ReadonlySet<string>): unknown {
  if (types.size === 0) return undefined;
  const wrong: [type: string, value: unknown][] = [
    ["string", "wrong"],
    ["integer", 7],
    ["object", { wrong: true }],
    ["boolean", true],
  ];
  const isAllowed = (type: string): boolean => types.has(type) || (type === "integer" && types.has("number"));
  // An object may be taken for anything else, but for a list.
  const all = types.has("object") ? [list, ...wrong] : wrong;
  return all.find(([type]) => !isAllowed(type))?.[1];
}

const list: [type: string, value: unknown] = ["array", ["wrong"]];
