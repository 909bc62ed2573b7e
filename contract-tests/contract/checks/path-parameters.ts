import { expect } from "vitest";
import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import { boundariesOf, findObjection } from "../values/boundaries.js";
import { flatten } from "../operation/call-values.js";
import { examplesOf, type OperationCase } from "../cases.js";
import { prismViolations } from "../exchange.js";
import type { Violation } from "../oracle.js";
import { record } from "../recorder.js";
import { refused_ids } from "../operation/path-template.js";
import { shapeOf } from "../values/shape.js";
import { readParameter } from "../values/wire-value.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimRefusal, expectObjections, expectValid } from "./expect-valid.js";
import { isSeenByPrism } from "./parameters.js";

/** Every place of the path, with what the description allows, what it does not allow, and what would leave the path. */
export function pathParameterChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  const in_path = operation.parameters.filter((parameter) => parameter.in === "path");
  return in_path.flatMap((parameter) => {
    const { name } = parameter;
    const forbidden = listForbidden(document, parameter);
    return [
      ...listAllowed(document, operation, parameter).map((value) => ({
        title: `sends ${name} ${spell(value)} intact`,
        run: async (world: World) => {
          const { values, exchanges } = await send(world, operation, name, value);
          expect(values).toEqual([{ ...operation.ids, [name]: value }]);
          expectValid(world, exchanges, operation.operationId);
        },
      })),
      ...forbidden
        .filter(({ value }) => isExact(value))
        .map(({ what, value, keyword }) => ({
          title: `sends ${what} in ${name} percent-encoded, and the mock says whether it is documented`,
          run: async (world: World) => {
            const { values, exchanges } = await send(world, operation, name, value);
            expect(values).toEqual([{ ...operation.ids, [name]: value }]);
            const objections = exchanges.flatMap(prismViolations);
            for (const { location } of objections) expect(location).toEqual(["request", "path", name]);
            const codes = objections.map(({ code }) => code);
            const is_seen = keyword !== undefined && isSeenByPrism(parameter, value, keyword);
            expect(codes).toEqual(is_seen ? expect.arrayContaining([keyword]) : []);
            expectObjections(world, exchanges, (violations) =>
              expect(keywordsOf(violations)).toEqual(
                keyword === undefined ? [] : expect.arrayContaining([keyword]),
              ),
            );
          },
        })),
      ...forbidden
        .filter(({ value }) => !isExact(value))
        .map(({ what, value, keyword }) => ({
          title: `is not valid with ${name} ${what}`,
          run: async (world: World) => {
            const { fetch, exchanges } = record(world, (request) => {
              const url = new URL(request.url);
              const segments = url.pathname.split("/").toReversed();
              const index = operation.path.split("/").toReversed().indexOf(`{${name}}`);
              url.pathname = segments.with(index, String(value)).toReversed().join("/");
              request.url = url.href;
            });
            const params = flatten(operation, operation.least);
            await methodOf(world, operation.operationId, { fetch })(params).catch(() => {});
            expectObjections(world, exchanges, (violations) =>
              expect(keywordsOf(violations)).toContain(keyword),
            );
          },
        })),
      ...[...refused_ids.values()].map((value) => ({
        title: `refuses the ${name} ${JSON.stringify(value)} and sends nothing`,
        run: async (world: World) => {
          const { values, outcome } = await send(world, operation, name, value);
          expect(outcome).toMatchObject({
            name: "ClientError",
            code: "invalid_path_parameter",
            parameter: name,
          });
          expect(values).toEqual([]);
          claimRefusal(world, operation.operationId, { [name]: value }, name);
        },
      })),
    ];
  });
}

/** The client sends no number of more than 53 bits, which may have been another. */
const isExact = (value: unknown): boolean =>
  typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value);

/** What the second oracle objects to in requests. */
const keywordsOf = (violations: readonly Violation[]): string[] =>
  violations.filter((each) => each.in === "request").map(({ keyword }) => keyword);

/** A call with another value in one place, and what each request then has in all of them. */
async function send(world: World, operation: OperationCase, name: string, value: unknown) {
  const { operationId, path, least, parameters } = operation;
  const { fetch, requests, exchanges } = record(world);
  const params = { ...flatten(operation, least), [name]: value };
  const outcome = await methodOf(world, operationId, { fetch })(params).catch((error: unknown) => error);
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  const values = requests.map(({ url, headers }) =>
    Object.fromEntries(
      in_path.map((parameter) => [
        parameter.name,
        readParameter(world.document, path, parameter, { url: url.href, headers }),
      ]),
    ),
  );
  return { values, exchanges, outcome };
}

const spell = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `of ${text.length} letters` : text;
};

/** What is allowed in a place beside the value that every other call has there. */
function listAllowed(document: OpenApiDocument, { ids }: OperationCase, parameter: Parameter): unknown[] {
  const shape = shapeOf(document, parameter.schema);
  const edges = boundariesOf(document, shape, "request")
    .filter(({ violates, value }) => violates === undefined && value !== "")
    .map(({ value }) => value);
  const short = shape.types.has("string") && findObjection(shape, "a") === undefined ? ["a"] : [];
  const examples = examplesOf(parameter).map(({ value }) => value);
  return [...new Set([...examples, ...short, ...edges])].filter((value) => value !== ids[parameter.name]);
}

function listForbidden(
  document: OpenApiDocument,
  parameter: Parameter,
): { what: string; value: unknown; keyword: string | undefined }[] {
  const shape = shapeOf(document, parameter.schema);
  const isText = shape.types.has("string");
  const odd = [
    { what: "a reserved character", value: "a|b$&+,:=@!'()*" },
    { what: "a letter outside ASCII", value: "é😀" },
  ].map((each) => ({ ...each, keyword: findObjection(shape, each.value) }));
  // Without these the path would be another one.
  const own = boundariesOf(document, shape, "request").filter(({ value }) => value !== "");
  const outside = own.flatMap(({ what, value, violates }) => {
    const is_known = isText && (violates === "enum" || odd.some(({ keyword }) => keyword === violates));
    return violates === undefined || is_known ? [] : [{ what, value, keyword: violates }];
  });
  const other = { what: "another type", value: "wrong", keyword: "type" };
  return [...(isText ? odd : [other]), ...outside];
}
