import { expect } from "vitest";
import { listOperationCases } from "../cases.js";
import type { Golden } from "../golden/goldens.js";
import { oracleOf } from "../oracle.js";
import { listPlaces, valuesAt } from "../shape.js";
import type { Check, World } from "../world.js";
import { change } from "./bodies.js";

/** What the documentation does not print and does not exclude. */
const allowed: { what: string; of: (value: unknown, isTime: boolean) => unknown[] }[] = [
  {
    what: "texts that are empty or that nobody knows",
    of: (value, isTime) => (typeof value === "string" && !isTime ? ["", "something_new"] : []),
  },
  {
    what: "times of another zone",
    of: (_, isTime) => (isTime ? ["2026-04-25T18:37:09.123+02:00"] : []),
  },
  {
    what: "lists of no and of two items",
    of: (value) => (Array.isArray(value) ? [[], [...value, ...value]] : []),
  },
  {
    what: "booleans both ways",
    of: (value) => (typeof value === "boolean" ? [true, false] : []),
  },
  {
    what: "properties that nobody described",
    of: (value) => (isObject(value) ? [{ ...value, something_new: [{ deep: null }] }] : []),
  },
];

/** The body that the documentation prints for a 200, against what a description says of it. */
export function goldenBodyChecks({ operationId, response, optional, times, int32, errors }: Golden): Check[] {
  const places = ["", ...listDocumented(response, "")];
  const properties = places.filter((path) => path !== "" && !path.endsWith("/[]"));
  /** What the second oracle objects to in the documented body with another value at a place. */
  const violations = (
    world: World,
    path: string,
    value: (was: unknown) => unknown,
    status = 200,
  ): string[] => {
    const body = change(response, path, value);
    const request = { operationId, method: "DELETE", url: "", ids: {}, headers: {}, spoiled: [] };
    return oracleOf(world.document)({ ...request, status, response_headers: {}, body }).map(
      ({ place, keyword }) => `${place} ${keyword}`,
    );
  };
  /** Where the oracle finds a value in a list: the documented lists have one item each. */
  const pointerTo = (path: string): string => path.replaceAll("[]", "0");
  return [
    {
      title: "is described as the documented body, property for property",
      run: async (world) => {
        const operation = listOperationCases(world.document).find((each) => each.operationId === operationId);
        const schema = operation?.responses["200"]?.content?.["application/json"]?.schema;
        expect(schema).toBeDefined();
        const described = listPlaces(world.document, schema!).map(({ path }) => path);
        expect(described.toSorted()).toEqual(places.toSorted());
        expect(violations(world, "", (body) => body)).toEqual([]);
      },
    },
    {
      title: "is described without room for less than the documented body",
      run: async (world) => {
        const required = properties.filter((path) =>
          violations(world, path, () => undefined).includes(`${pointerTo(path)} required`),
        );
        expect(required).toEqual(properties.filter((path) => !optional.includes(path)));
      },
    },
    {
      title: "is described with room for null in what is optional, and in nothing else",
      run: async (world) => {
        const nullable = properties.filter((path) => violations(world, path, () => null).length === 0);
        expect(nullable).toEqual(properties.filter((path) => optional.includes(path)));
      },
    },
    ...times.map((path) => ({
      title: `is described without room for words at ${path}`,
      run: async (world: World) => {
        expect(violations(world, path, () => "yesterday")).toContain(`${pointerTo(path)} format`);
      },
    })),
    ...int32.map((path) => ({
      title: `is described without room for more than 32 bits at ${path}`,
      run: async (world: World) => {
        for (const status of [200, ...Object.keys(errors).map(Number)]) {
          const objection = `${pointerTo(path)} format`;
          expect(violations(world, path, () => 2 ** 31 - 1, status)).not.toContain(objection);
          expect(violations(world, path, () => 2 ** 31, status)).toContain(objection);
        }
      },
    })),
    ...allowed.flatMap(({ what, of }) => {
      const variants = places.flatMap((path) =>
        of(valuesAt(response, path)[0]?.value, times.includes(path)).map((value) => ({ path, value })),
      );
      if (variants.length === 0) return [];
      return {
        title: `is described with room for ${what}`,
        run: async (world: World) => {
          for (const { path, value } of variants) expect(violations(world, path, () => value)).toEqual([]);
        },
      };
    }),
  ];
}

/** Every place that a body has a value in. */
function listDocumented(node: unknown, path: string): string[] {
  const children: object = Array.isArray(node) ? { "[]": node[0] } : isObject(node) ? node : {};
  return Object.entries(children).flatMap(([key, value]) => [
    `${path}/${key}`,
    ...listDocumented(value, `${path}/${key}`),
  ]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
