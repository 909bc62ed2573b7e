import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { completeBody, generateBodies, listVariations, type Variant } from "../values/body-variants.js";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { prismViolations } from "../exchange.js";
import { listHosts } from "../values/hosts.js";
import { record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts, expectObjections, expectValid } from "./expect-valid.js";

/** Every body that the description allows arrives as it was given; every other one is refused by the mock. */
export function requestBodyChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  const host = listHosts(document, "request").find(([body]) => body.operation === operation);
  const { body, least } = operation;
  if (host === undefined || body === undefined) return [];
  const [described, places] = host;
  const examples = body.examples.map(({ value }) => value);
  const complete = completeBody(document, described, places, examples);
  return [
    ...[...body.examples, { name: "everything", value: complete }].map(({ name, value }) => ({
      title: `sends the body ${name}`,
      run: (world: World) => expectSent(world, operation, value),
    })),
    {
      title: "sends a body with every combination of edges",
      run: async (world: World) => {
        for (const value of generateBodies(document, described, places, complete))
          await expectSent(world, operation, value);
      },
    },
    ...(body.required ? [] : [absentCheck(operation)]),
    ...listVariations(document, described, places, complete).flatMap(({ criterion, variants }) => {
      const allowed = variants.filter(({ violates }) => violates === undefined);
      const forbidden = variants.filter(({ violates }) => violates !== undefined);
      return [
        ...(allowed.length === 0 || criterion === "property that nobody described"
          ? []
          : [
              {
                title: `sends a body with every ${criterion}`,
                run: async (world: World) => {
                  for (const each of allowed) await expectSent(world, operation, each.body);
                },
              },
            ]),
        ...(forbidden.length === 0
          ? []
          : [
              {
                title: `is refused by the mock for a body with every ${criterion}`,
                run: async (world: World) => {
                  for (const each of forbidden) await expectRefused(world, operation, each);
                },
              },
            ]),
      ];
    }),
    ...(body.required
      ? [
          {
            title: "is refused by the mock without its body",
            run: async (world: World) => {
              const { fetch, exchanges } = record(world, (request) => {
                request.text = undefined;
                delete request.headers["content-type"];
              });
              await methodOf(world, operation.operationId, { fetch })(flatten(operation, least)).catch(
                () => {},
              );
              expect(exchanges.flatMap(prismViolations)).not.toEqual([]);
              expectObjections(world, exchanges, (violations) =>
                expect(violations).toContainEqual({ in: "request", at: "body", keyword: "required" }),
              );
            },
          },
        ]
      : []),
  ];
}

function absentCheck(operation: OperationCase): Check {
  return {
    title: "sends no body where none is given",
    run: async (world: World) => {
      const { fetch, requests, exchanges } = record(world);
      const { body: _, ...values } = operation.least;
      await methodOf(world, operation.operationId, { fetch })(flatten(operation, values));
      expect(requests.map(({ body }) => body)).toEqual([undefined]);
      expect(requests.map(({ headers }) => headers["content-type"])).toEqual([undefined]);
      expectValid(world, exchanges, operation.operationId);
    },
  };
}

async function expectSent(world: World, operation: OperationCase, value: unknown): Promise<void> {
  const { operationId, least, body } = operation;
  const { fetch, requests, exchanges } = record(world);
  await methodOf(world, operationId, { fetch })(flatten(operation, { ...least, body: value }));
  // A call that gives no field of a body that may be left out leaves it out.
  const isNothing = operation.isFlat && !body!.required && Object.keys(value as object).length === 0;
  const sent = requests.map((request) => (request.body === undefined ? undefined : JSON.parse(request.body)));
  expect(sent).toEqual([isNothing ? undefined : value]);
  expect(requests.map(({ headers }) => headers["content-type"])).toEqual([
    isNothing ? undefined : body!.type,
  ]);
  expectValid(world, exchanges, operationId);
  claimFacts(world, exchanges, "request body");
}

/** What something on the way made of a body. */
async function expectRefused(
  world: World,
  operation: OperationCase,
  { body, violates }: Variant,
): Promise<void> {
  const { fetch, exchanges } = record(world, (request) => {
    request.text = JSON.stringify(body ?? null);
    request.headers["content-type"] = operation.body!.type;
  });
  await methodOf(world, operation.operationId, { fetch })(flatten(operation, operation.least)).catch(
    () => {},
  );
  expectObjections(world, exchanges, (violations) => {
    const own = violations.filter((each) => each.in === "request");
    expect(own.map(({ keyword }) => keyword)).toContain(violates);
  });
  // Prism knows no integers of more than 32 bits.
  if (violates !== "format") expect(exchanges.flatMap(prismViolations)).not.toEqual([]);
}
