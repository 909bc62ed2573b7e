import type {
  JsonSchema,
  OpenApiDocument,
  Parameter,
  Response,
} from "../../../scripts/description/document.js";
import { examplesOf, type OperationCase } from "../../contract/cases.js";
import { listOptional } from "../../contract/operation/call-options.js";
import { findObjection } from "../../contract/values/boundaries.js";
import { listParameterEdges } from "../../contract/values/parameter-edges.js";
import { shapeOf } from "../../contract/values/shape.js";
import { boundariesOf } from "../../contract/values/boundaries.js";
import { refused_ids } from "../../contract/operation/path-template.js";
import type { Denial } from "./denial.js";
import { denyAll, denyEdge, denySatisfied, denyViolated, tighten } from "./deny-schema.js";

/** The description of an operation in which one detail of a criterion is no longer so. */
export function denyOperation(
  document: OpenApiDocument,
  operation: OperationCase,
  criterion: string,
  detail: string,
): Denial {
  const deny = of[criterion];
  if (deny === undefined) throw new Error(`Nothing says what is the opposite of a ${criterion}.`);
  const { parameters } = operation;
  const [name = "", ...rest] = detail.split(" ");
  const parameter = parameters.find((each) => each.name === name);
  return deny({ document, operation, detail, name, rest: rest.join(" "), parameter: parameter! });
}

interface Subject {
  document: OpenApiDocument;
  operation: OperationCase;
  detail: string;
  /** The first word of the detail, and the others. */
  name: string;
  rest: string;
  /** The parameter that the first word names. */
  parameter: Parameter;
}

const presence = ({ document, operation, detail, rest, parameter }: Subject): Denial => {
  const others = (of_it: Parameter[], by: Partial<Parameter>): Denial => ({
    operation: {
      ...operation,
      parameters: operation.parameters.map((each) => (of_it.includes(each) ? { ...each, ...by } : each)),
    },
  });
  if (detail === "all optional together") {
    const optional = listOptional(operation);
    return others(
      operation.parameters.filter(({ name }) => optional.includes(name)),
      { schema: { not: {} } },
    );
  }
  return rest === "absent" ? others([parameter], { required: true }) : denyAll(document, parameter);
};

const withResponses = (operation: OperationCase, test: (status: string) => boolean): Denial => ({
  operation: {
    ...operation,
    responses: Object.fromEntries(Object.entries(operation.responses).filter(([status]) => test(status))),
  },
});

const withResponse = (operation: OperationCase, status: string, by: Partial<Response>): Denial => ({
  operation: {
    ...operation,
    responses: { ...operation.responses, [status]: { ...operation.responses[status]!, ...by } },
  },
});

const of: Readonly<Record<string, (subject: Subject) => Denial>> = {
  path: ({ operation }) => ({ operation: { ...operation, path: `${operation.path}/now` } }),
  operation: ({ operation }) => ({ operation: { ...operation, method: "TRACE" } }),
  "header names": ({ operation }) => ({
    operation:
      operation.securityHeaders.length > 0
        ? { ...operation, securityHeaders: [] }
        : { ...operation, securityHeaders: [{ kind: "basic", header: "authorization" }] },
  }),
  "unknown parameter": ({ operation, detail }) =>
    detail === "refused"
      ? { sent: true }
      : {
          operation: {
            ...operation,
            parameters: [...operation.parameters, { name: "something_new", in: "query", schema: {} }],
          },
        },
  "unknown session": () => ({ sent: true }),
  security: ({ operation, detail }) => {
    const { answers, securityHeaders } = operation;
    if (answers.some(({ name }) => `unknown, ${name}` === detail))
      return {
        operation: { ...operation, answers: answers.filter(({ name }) => `unknown, ${name}` !== detail) },
      };
    const [first] = securityHeaders;
    if (first === undefined)
      return { operation: { ...operation, securityHeaders: [{ kind: "basic", header: "authorization" }] } };
    return { operation: { ...operation, securityHeaders: [] } };
  },
  parameter: presence,
  "query parameter": presence,
  "parameter boundary": ({ document, parameter, rest }) => {
    if (refused_ids.has(rest)) return { sent: true };
    const odd = { "reserved characters": "a|b$&+,:=@!'()*", unicode: "é😀" }[rest];
    if (odd !== undefined && parameter.in === "path") {
      const keyword = findObjection(shapeOf(document, parameter.schema), odd);
      const plain = rest === "unicode" ? "^[ -~]*$" : "^[\\w.~-]*$";
      return keyword === undefined
        ? tighten(document, parameter, { pattern: plain })
        : denyViolated(document, parameter, keyword);
    }
    if (rest === "length 1") return tighten(document, parameter, { minLength: 2 });
    const shape = shapeOf(document, parameter.schema);
    const edge = [
      ...boundariesOf(document, shape, "request"),
      ...listParameterEdges(document, parameter),
    ].find(({ what }) => what === rest)!;
    if (!rest.startsWith("an item ")) return denyEdge(document, parameter, edge);
    const [item] = edge.value as unknown[];
    return denyEdge(document, shape.items!, { ...edge, what: rest.slice("an item ".length), value: item });
  },
  "parameter keyword": ({ document, parameter, rest }) => {
    const [keyword = "", state] = rest.split(" ");
    return state === "violated"
      ? denyViolated(document, parameter, keyword)
      : denySatisfied(document, parameter, keyword);
  },
  "parameter example": ({ document, parameter, rest }) => {
    const { value } = examplesOf(parameter).find(({ name }) => name === rest)!;
    return tighten(document, parameter, { not: { const: value } });
  },
  "request body": ({ operation, rest, detail }) => {
    const body = operation.body!;
    const other: Partial<typeof body> =
      rest === "present"
        ? { type: "text/plain" }
        : rest === "missing" || rest === "absent"
          ? { required: rest === "absent" }
          : { examples: body.examples.filter((each) => `example ${each.name}` !== detail) };
    return { operation: { ...operation, body: { ...body, ...other } } };
  },
  "status class": ({ operation, detail }) =>
    withResponses(operation, (status) => detail !== (/^\d/.test(status) ? `${status[0]}xx` : status)),
  status: ({ operation, detail }) => withResponses(operation, (status) => status !== detail),
  "media type": ({ operation, name: status, rest }) => {
    const { content = {} } = operation.responses[status]!;
    const others = Object.entries(content).map(([type, media]) => [
      type === rest ? "text/plain" : type,
      media,
    ]);
    const schema: JsonSchema = {};
    const other = rest === "none" ? { "text/plain": { schema } } : Object.fromEntries(others);
    return withResponse(operation, status, { content: other });
  },
  example: ({ operation, name: status, rest }) => ({
    operation: {
      ...operation,
      answers: operation.answers.filter((each) => each.declared !== status || each.name !== rest),
    },
  }),
  "response header": ({ operation, name: status }) => withResponse(operation, status, { headers: {} }),
  "response body": ({ operation, name: status, rest }) => {
    const content = Object.entries(operation.responses[status]!.content!).map(([type, media]) => [
      type,
      {
        ...media,
        schema:
          rest === "other than described"
            ? {}
            : { allOf: [media.schema], not: { required: ["something_new"] } },
      },
    ]);
    return withResponse(operation, status, { content: Object.fromEntries(content) });
  },
  "operation flow": ({ operation, detail }) => ({
    operation: {
      ...operation,
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, { links = {}, ...response }]) => [
          status,
          {
            ...response,
            links: Object.fromEntries(
              Object.entries(links).filter(([, { operationId }]) => `then ${operationId}` !== detail),
            ),
          },
        ]),
      ),
    },
  }),
};
