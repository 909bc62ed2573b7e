import { expect } from "vitest";
import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import { actFor, listOptional } from "../operation/call-options.js";
import { flatten, type CallValues } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { prismViolations } from "../exchange.js";
import { listParameterEdges } from "../values/parameter-edges.js";
import { record, type SentRequest } from "../recorder.js";
import { isSession } from "../operation/sessions.js";
import { readParameter, writeParameter } from "../values/wire-value.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectObjections, expectValid } from "./expect-valid.js";

/** The parameters of the query and of the headers: each that is optional alone, all of them, and each at its edges. */
export function parameterChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  const others = operation.parameters.filter((parameter) => parameter.in !== "path");
  return [...presenceChecks(operation), ...others.flatMap((each) => edgeChecks(document, operation, each))];
}

function presenceChecks(operation: OperationCase): Check[] {
  const optional = listOptional(operation);
  const combinations: [what: string, names: string[]][] = [
    ...optional.map((name): [string, string[]] => [`${name} alone`, [name]]),
    ...(optional.length > 1 ? [["all that is optional", optional] as [string, string[]]] : []),
  ];
  return combinations.map(([what, names]) => ({
    title: `sends ${what}`,
    run: async (world: World) => {
      const { fetch, requests, exchanges } = record(world);
      const { operationId } = operation;
      const given = valuesWith(operation, names);
      const options = actFor(operation, names);
      await methodOf(world, operationId, { fetch })(flatten(operation, given), options);
      expectParameters(world, operation, requests, given, names);
      expectValid(world, exchanges, operationId);
    },
  }));
}

/** One request, with these values and these sessions and nothing else that is a parameter. */
export function expectParameters(
  { document }: World,
  { path, parameters }: OperationCase,
  requests: readonly SentRequest[],
  given: CallValues,
  sessions: readonly string[],
): void {
  const carriers = requests.map(({ url, headers }) => ({ url: url.href, headers }));
  for (const parameter of parameters) {
    const { name, in: where } = parameter;
    const session = sessions.includes(name) ? `example-${name}` : undefined;
    const due = isSession(parameter) ? session : given[where as "path"][name];
    const read = carriers.map((carrier) => readParameter(document, path, parameter, carrier));
    expect({ [name]: read }).toEqual({ [name]: [due] });
  }
}

/** The least that a call gives, and some of what is optional. */
function valuesWith({ least, most, parameters }: OperationCase, names: readonly string[]): CallValues {
  const pick = (where: "query" | "header"): Record<string, unknown> => {
    const own = parameters.filter(
      (each) => each.in === where && names.includes(each.name) && !isSession(each),
    );
    return { ...least[where], ...Object.fromEntries(own.map(({ name }) => [name, most[where][name]])) };
  };
  return { ...least, query: pick("query"), header: pick("header") };
}

function edgeChecks(document: OpenApiDocument, operation: OperationCase, parameter: Parameter): Check[] {
  const { name, required } = parameter;
  if (isSession(parameter)) return [];
  const edges = listParameterEdges(document, parameter);
  return [
    ...edges
      .filter(({ violates }) => violates === undefined)
      .map(({ what, value }) => ({
        title: `sends ${name} intact at its edge: ${what}`,
        run: async (world: World) => {
          const { fetch, requests, exchanges } = record(world);
          const { operationId, path } = operation;
          const params = { ...flatten(operation, operation.least), [name]: value };
          await methodOf(world, operationId, { fetch })(params);
          const carriers = requests.map(({ url, headers }) => ({ url: url.href, headers }));
          expect(carriers.map((carrier) => readParameter(world.document, path, parameter, carrier))).toEqual([
            value,
          ]);
          expectValid(world, exchanges, operationId);
        },
      })),
    ...edges.flatMap(({ what, value, violates }) =>
      violates === undefined ? [] : spoilCheck(operation, parameter, what, value, violates),
    ),
    ...(required === true ? [spoilCheck(operation, parameter, "missing", undefined, "required")] : []),
  ];
}

/** A value that something on the way spoils. */
function spoilCheck(
  operation: OperationCase,
  parameter: Parameter,
  what: string,
  value: unknown,
  keyword: string,
): Check {
  const { operationId } = operation;
  const { name } = parameter;
  return {
    title: `is not valid with ${name} ${what}`,
    run: async (world: World) => {
      const { fetch, exchanges } = record(world, (request) =>
        writeParameter(world.document, parameter, request, value),
      );
      const params = flatten(operation, operation.least);
      await methodOf(world, operationId, { fetch })(params).catch(() => {});
      expectObjections(world, exchanges, (violations) => {
        const own = violations.filter((each) => each.in === "request" && each.at.split("/")[0] === name);
        expect(own.map((each) => each.keyword)).toContain(keyword);
      });
      if (!isSeenByPrism(parameter, value, keyword)) return;
      expect(exchanges.flatMap(prismViolations).map(({ code }) => code)).toContain(keyword);
    },
  };
}

/** Whether Prism can see that a parameter breaks a keyword of its schema. The oracle always can. */
export function isSeenByPrism({ in: where, explode }: Parameter, value: unknown, keyword: string): boolean {
  // It takes what is empty for missing, and knows no integers of more than 32 bits.
  if (value === "" || keyword === "format") return false;
  // It is shown lists in headers as text.
  if (where === "header" && Array.isArray(value)) return false;
  // Of a list that is spelled out it reads the last item, unless the description says what is the default anyway.
  return where !== "query" || explode !== undefined || !Array.isArray(value) || value.length < 2;
}
