import { expect } from "vitest";
import { listOperationCases } from "../cases.js";
import { folder, type Golden, type GoldenBody } from "../golden/goldens.js";
import { oracleOf } from "../oracle.js";
import { change, listPlaces, valuesAt } from "../shape.js";
import type { Check, World } from "../world.js";

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

/** The bodies that the documentation prints, against what a description says of them. */
export function goldenBodyChecks(golden: Golden): Check[] {
  return [
    ...checksOf(golden, "documented body", golden.success, ["200"]),
    ...checksOf(golden, "documented failure", golden.failure, Object.keys(golden.errors)),
  ];
}

function checksOf(
  { operationId, method, path: template }: Golden,
  name: string,
  { file, body: documented, optional, times }: GoldenBody,
  statuses: string[],
): Check[] {
  const url = `https://api.test${template}`;
  const places = ["", ...listDocumented(documented, "")];
  const properties = places.filter((path) => path !== "" && !path.endsWith("/[]"));
  /** What the second oracle objects to in the documented body with another value at a place. */
  const violations = (
    world: World,
    status: string,
    path: string,
    value: (was: unknown) => unknown,
  ): string[] => {
    const body = change(documented, path, value);
    const request = {
      operationId,
      method,
      url,
      ids: {},
      headers: {},
      spoiled: [],
      text: undefined,
      sent: undefined,
    };
    // `default` is what answers with a status that nothing declares.
    const code = status === "default" ? 599 : Number(status);
    const response_headers = { "content-type": "application/json" };
    return oracleOf(world.document)({ ...request, status: code, response_headers, body })
      .filter((each) => each.in === "response")
      .map(({ place, keyword }) => `${place} ${keyword}`);
  };
  /** Where the oracle finds a value in a list: the documented lists have one item each. */
  const pointerTo = (path: string): string => path.replaceAll("[]", "0");
  const check = (title: string, of: (world: World, status: string) => void): Check => ({
    title,
    run: async (world) => {
      for (const status of statuses) of(world, status);
    },
  });
  const expectOnly = (found: string[], due: (path: string) => boolean): void => {
    expect(found, `${folder}/goldens.ts lists under \`optional\` what ${file} may lack`).toEqual(
      properties.filter(due),
    );
  };
  return [
    check(`is described with everything that the ${name} has`, (world, status) => {
      const operation = listOperationCases(world.document).find((each) => each.operationId === operationId);
      const schema = operation?.responses[status]?.content?.["application/json"]?.schema;
      expect(schema).toBeDefined();
      const described = new Set(listPlaces(world.document, schema!).map(({ path }) => path));
      const missing = places.filter((path) => !described.has(path));
      expect(missing, `${status} is described without what ${folder}/${file} has`).toEqual([]);
      expect(violations(world, status, "", (body) => body)).toEqual([]);
    }),
    check(`is described without room for less than the ${name}`, (world, status) => {
      const required = properties.filter((path) =>
        violations(world, status, path, () => undefined).includes(`${pointerTo(path)} required`),
      );
      expectOnly(required, (path) => !optional.includes(path));
    }),
    check(
      `is described with room for null in what is optional in the ${name}, and in nothing else`,
      (world, status) => {
        const nullable = properties.filter(
          (path) => violations(world, status, path, () => null).length === 0,
        );
        expectOnly(nullable, (path) => optional.includes(path));
      },
    ),
    ...times.map((path) =>
      check(`is described without room for words at ${path} of the ${name}`, (world, status) => {
        expect(violations(world, status, path, () => "yesterday")).toContain(`${pointerTo(path)} format`);
      }),
    ),
    check(
      `is described without room for more than 32 bits in the status_code of the ${name}`,
      (world, status) => {
        const objections = (value: number) => violations(world, status, "/status_code", () => value);
        expect(objections(2 ** 31 - 1)).not.toContain("/status_code format");
        expect(objections(2 ** 31)).toContain("/status_code format");
      },
    ),
    ...allowed.flatMap(({ what, of }) => {
      const variants = places.flatMap((path) =>
        of(valuesAt(documented, path)[0]?.value, times.includes(path)).map((value) => ({ path, value })),
      );
      if (variants.length === 0) return [];
      return check(`is described with room for ${what} in the ${name}`, (world, status) => {
        for (const { path, value } of variants)
          expect(violations(world, status, path, () => value)).toEqual([]);
      });
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
