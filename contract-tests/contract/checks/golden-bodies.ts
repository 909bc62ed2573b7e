import { expect } from "vitest";
import type { OpenApiDocument, Response } from "../../../scripts/description/document.js";
import { caseOf } from "../cases.js";
import { completeGolden } from "../golden/demands.js";
import { bodiesOf, folder, type Golden, type GoldenBody } from "../golden/goldens.js";
import { requiredHeaders } from "../values/header-states.js";
import { change, isObject, listPlaces, unescapeKey, valuesAt, type Place } from "../values/shape.js";
import type { Check, World } from "../world.js";
import { expectObjections } from "./expect-valid.js";

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
  const { bodies, errors, failure } = golden;
  const failures = Object.keys(errors).filter((status) => !Object.hasOwn(bodies, status));
  return [
    ...Object.entries(bodies).flatMap(([status, body]) =>
      body === null
        ? emptyChecks(golden, status)
        : checksOf(golden, `documented body of ${status}`, body, [status]),
    ),
    ...(failure === null
      ? failures.flatMap((status) => emptyChecks(golden, status))
      : checksOf(golden, "documented failure", failure, failures)),
  ];
}

function emptyChecks({ operationId }: Golden, status: string): Check[] {
  return [
    {
      title: `is described without a body of ${status}`,
      run: async ({ document, listener }) => {
        const operation = caseOf(document, operationId);
        listener?.hearPointer([...(operation?.pointer ?? []), "responses", status]);
        expect(operation?.responses[status]).toBeDefined();
        expect(operation?.responses[status]?.content).toBeUndefined();
      },
    },
  ];
}

/** What the documentation prints for a status, and a description of it. */
interface Printed {
  document: OpenApiDocument;
  status: string;
  described: Response | undefined;
  body: object;
  /** Asserts what the second oracle objects to in the body with another value at a place. */
  expectObjections: (
    trail: string,
    value: (was: unknown) => unknown,
    assert: (objections: string[]) => void,
  ) => void;
  /** Tells where a place of the body is described. */
  lookAt: (trail: string) => void;
}

function print(world: World, golden: Golden, status: string): Printed {
  const { document, listener } = world;
  const { operationId, method } = golden;
  const complete = completeGolden(document, golden);
  const { body } = bodiesOf(complete)[status]!;
  const operation = caseOf(document, operationId);
  const described = operation?.responses[status];
  const headers = { "content-type": "application/json", ...requiredHeaders(document, described?.headers) };
  const exchange = {
    operationId,
    method,
    url: `https://api.test${complete.path}`,
    ids: {},
    headers: {},
    spoiled: [],
    text: undefined,
    request_body: undefined,
    // `default` is what answers with a status that nothing declares.
    status: status === "default" ? 599 : Number(status),
    response_headers: Object.fromEntries(new Headers(headers)),
    response_text: "",
  };
  return {
    document,
    status,
    described,
    body,
    expectObjections: (trail, value, assert) =>
      expectObjections(world, [{ ...exchange, response_body: change(body, trail, value) }], (violations) =>
        assert(
          violations.filter((each) => each.in === "response").map(({ at, keyword }) => `${at} ${keyword}`),
        ),
      ),
    lookAt: (trail) => {
      const schema = described?.content?.["application/json"]?.schema;
      const own = [...(operation?.pointer ?? []), "responses", status];
      const place = schema && findNearest(listPlaces(document, schema), trail);
      if (place === undefined) return listener?.hearPointer(own);
      const { owner, trail: steps } = place.holder;
      const keys = steps
        .split("/")
        .slice(1)
        .flatMap((step) => (step === "[]" ? ["items"] : ["properties", unescapeKey(step)]));
      const root =
        owner === undefined
          ? [...own, "content", "application/json", "schema"]
          : ["components", "schemas", owner];
      listener?.hearPointer([...root, ...keys]);
    },
  };
}

/** The place in a body, or the one above it where a description does not have it. */
function findNearest(places: readonly Place[], trail: string): Place | undefined {
  return places
    .filter((place) => trail === place.trail || trail.startsWith(`${place.trail}/`))
    .toSorted((one, other) => other.trail.length - one.trail.length)[0];
}

function checksOf(
  golden: Golden,
  name: string,
  { file, body: documented, optional, times }: GoldenBody,
  statuses: string[],
): Check[] {
  const places = ["", ...listDocumented(documented, "")];
  const properties = places.filter((trail) => trail !== "" && !trail.endsWith("/[]"));
  /** Where the oracle finds a value in a list: the documented lists have one item each. */
  const toInstancePath = (trail: string): string => trail.replaceAll("[]", "0");
  const check = (title: string, of: (printed: Printed) => void): Check => ({
    title,
    run: async (world) => {
      for (const status of statuses) {
        const printed = print(world, golden, status);
        printed.lookAt("");
        of(printed);
      }
    },
  });
  const expectOnly = (
    printed: Printed,
    value: (was: unknown) => unknown,
    isFound: (objections: string[], trail: string) => boolean,
    isDue: (trail: string) => boolean,
  ): void => {
    for (const trail of properties) {
      printed.lookAt(trail);
      printed.expectObjections(trail, value, (objections) =>
        expect(
          isFound(objections, trail),
          `${folder}/goldens.ts lists under \`optional\` what ${file} may lack: ${trail}`,
        ).toBe(isDue(trail)),
      );
    }
  };
  return [
    check(
      `is described with everything that the ${name} has, and with room for what it does not exclude`,
      (printed) => {
        const { document, status, described, lookAt } = printed;
        const schema = described?.content?.["application/json"]?.schema;
        expect(schema).toBeDefined();
        const known = new Set(listPlaces(document, schema!).map(({ trail }) => trail));
        const missing = places.filter((trail) => !known.has(trail));
        if (missing[0] !== undefined) lookAt(missing[0]);
        expect(missing, `${status} is described without what ${folder}/${file} has`).toEqual([]);
        printed.expectObjections(
          "",
          (body) => body,
          (objections) => expect(objections).toEqual([]),
        );
        for (const { what, of } of allowed)
          for (const trail of places)
            for (const value of of(valuesAt(printed.body, trail)[0]?.value, times.includes(trail))) {
              lookAt(trail);
              printed.expectObjections(
                trail,
                () => value,
                (objections) => expect(objections, `There has to be room for ${what}.`).toEqual([]),
              );
            }
      },
    ),
    check(`is described without room for less than the ${name}`, (printed) => {
      expectOnly(
        printed,
        () => undefined,
        (objections, trail) => objections.includes(`${toInstancePath(trail)} required`),
        (trail) => !optional.includes(trail),
      );
    }),
    check(
      `is described with room for null in what is optional in the ${name}, and in nothing else`,
      (printed) => {
        expectOnly(
          printed,
          () => null,
          (objections) => objections.length === 0,
          (trail) => optional.includes(trail),
        );
      },
    ),
    ...times.map((trail) =>
      check(`is described without room for words at ${trail} of the ${name}`, (printed) => {
        printed.lookAt(trail);
        printed.expectObjections(
          trail,
          () => "yesterday",
          (objections) => expect(objections).toContain(`${toInstancePath(trail)} format`),
        );
      }),
    ),
    ...(properties.includes("/status_code")
      ? [
          check(
            `is described without room for more than 32 bits in the status_code of the ${name}`,
            (printed) => {
              const at = "/status_code";
              printed.lookAt(at);
              printed.expectObjections(
                at,
                () => 2 ** 31 - 1,
                (objections) => expect(objections).not.toContain(`${at} format`),
              );
              printed.expectObjections(
                at,
                () => 2 ** 31,
                (objections) => expect(objections).toContain(`${at} format`),
              );
            },
          ),
        ]
      : []),
  ];
}

/** Every place that a body has a value in. */
function listDocumented(node: unknown, trail: string): string[] {
  const children: object = Array.isArray(node) ? { "[]": node[0] } : isObject(node) ? node : {};
  return Object.entries(children).flatMap(([key, value]) => [
    `${trail}/${key}`,
    ...listDocumented(value, `${trail}/${key}`),
  ]);
}
