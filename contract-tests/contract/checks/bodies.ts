import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../cases.js";
import { oracleOf } from "../oracle.js";
import { record } from "../recorder.js";
import { change, listPlaces, type Place } from "../shape.js";
import { methodOf, type Check, type World } from "../world.js";

/** A body that differs from an example in one place. */
interface Variant {
  body: unknown;
  /** What the second oracle has to object to: a keyword, somewhere. */
  violates?: string;
}

/** Every answer that the description allows, and every one that breaks a single keyword of it, reaches the caller as it is. */
export function bodyChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  const { operationId, ids, responses, answers } = operation;
  return Object.entries(responses).flatMap(([declared, response]) => {
    const schema = response.content?.["application/json"]?.schema;
    if (schema === undefined) return [];
    const examples = answers
      .filter(({ status }) => (status ?? "default").toString() === declared)
      .map(({ body }) => body);
    const [example] = examples.toSorted(
      (one, other) => JSON.stringify(other).length - JSON.stringify(one).length,
    );
    const status = declared === "default" ? example!.status_code : Number(declared);
    const places = listPlaces(document, schema);
    const complete = places.reduce((body, place) => fillIn(body, place), structuredClone(example) as unknown);
    return variations.flatMap(({ criterion, fits, vary }) => {
      const fitting = places.filter(fits);
      if (fitting.length === 0) return [];
      return {
        title: `hands on a ${declared} with every ${criterion}`,
        run: async (world: World) => {
          for (const variant of fitting.flatMap((place) => vary(place, complete))) {
            const { fetch, exchanges } = record(world);
            world.stub.answer = () => ({ status, body: variant.body });
            const config = { fetch, custom_base_url: world.stub.url };
            const outcome = await methodOf(world, operationId, config)(ids).catch((error: unknown) => error);
            expectHandedOn(outcome, status, variant);
            const keywords = exchanges.flatMap(oracleOf(world.document)).map(({ keyword }) => keyword);
            expect(keywords).toEqual(
              variant.violates === undefined ? [] : expect.arrayContaining([variant.violates]),
            );
          }
        },
      };
    });
  });
}

/** Whether a body shows that the API gave it: of a 2xx, both operations promise the status and a request_id. */
function isConfirmed(body: object, status: number): boolean {
  const { status_code, request_id } = body as Record<string, unknown>;
  return status >= 400 || (status_code === status && typeof request_id === "string" && request_id !== "");
}

function expectHandedOn(outcome: unknown, status: number, { body, violates }: Variant): void {
  if (typeof body !== "object" || body === null || Array.isArray(body) || !isConfirmed(body, status)) {
    expect(outcome).toMatchObject(
      status < 400
        ? { name: "RequestError", code: "invalid_response", may_have_been_applied: true }
        : { name: "StytchError", status_code: status, error_type: "unknown_error" },
    );
  } else if (status < 400) {
    expect(outcome).toEqual(body);
  } else {
    const { error_type } = body as { error_type?: unknown };
    const known = typeof error_type === "string" ? error_type : "unknown_error";
    const { something_new: _, ...described } = body as Record<string, unknown>;
    // The error has no nulls: what a body has as null it lacks.
    const present = Object.entries(described).map(([name, value]) => [name, value ?? undefined]);
    expect(outcome).toMatchObject({
      ...(violates === undefined && { request_id: undefined, ...Object.fromEntries(present) }),
      name: "StytchError",
      status_code: status,
      error_type: known,
    });
  }
}

const variations: {
  criterion: string;
  fits: (place: Place) => boolean;
  vary: (place: Place, body: unknown) => Variant[];
}[] = [
  {
    criterion: "property present, absent and null",
    fits: ({ property }) => property !== undefined,
    vary: ({ path, property, shape }, body) => [
      { body },
      ...(property!.required ? [] : [{ body: change(body, path, remove) }]),
      ...(shape.types.has("null") ? [{ body: change(body, path, () => null) }] : []),
    ],
  },
  {
    criterion: "array of no, one and two items",
    fits: ({ shape }) => shape.types.has("array"),
    vary: ({ path }, body) =>
      [0, 1, 2].map((length) => ({
        body: change(body, path, (array) => Array.from({ length }, () => (array as unknown[])[0])),
      })),
  },
  {
    criterion: "boolean both ways",
    fits: ({ shape }) => shape.types.has("boolean"),
    vary: ({ path }, body) => [true, false].map((value) => ({ body: change(body, path, () => value) })),
  },
  {
    criterion: "known value and one unknown",
    fits: ({ shape }) => shape.values.length > 0,
    vary: ({ path, shape }, body) =>
      [...shape.values, "something_new"].map((value) => ({ body: change(body, path, () => value) })),
  },
  {
    criterion: "property that nobody described",
    fits: ({ shape }) => shape.types.has("object"),
    vary: ({ path }, body) => [
      { body: change(body, path, (value) => value && { ...value, something_new: [{ deep: null }] }) },
    ],
  },
  {
    criterion: "keyword violated",
    fits: () => true,
    vary: ({ path, property, shape }, body) => [
      { body: change(body, path, () => wrongFor(shape.types)), violates: "type" },
      ...(property?.required ? [{ body: change(body, path, remove), violates: "required" }] : []),
      ...(shape.keywords.has("format")
        ? [{ body: change(body, path, () => misformed(shape.types)), violates: "format" }]
        : []),
    ],
  },
];

const remove = (): undefined => undefined;

/** A value of a type that is not allowed. */
function wrongFor(types: ReadonlySet<string>): unknown {
  return types.has("string") ? 7 : types.has("array") ? "wrong" : types.has("object") ? ["wrong"] : "wrong";
}

/** A value of the right type that has no format: no time, and no integer of as many bits as one has. */
function misformed(types: ReadonlySet<string>): unknown {
  return types.has("string") ? "yesterday" : 2 ** 64;
}

/** Adds the schema's own example where the body has no value at a place. */
function fillIn(body: unknown, { path, property, shape }: Place): unknown {
  return property === undefined
    ? body
    : change(body, path, (value) => (value === undefined ? structuredClone(shape.example) : value));
}
