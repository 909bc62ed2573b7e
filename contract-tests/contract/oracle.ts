import type { ValidateFunction } from "ajv";
import type { JsonSchema, OpenApiDocument, Parameter, Ref } from "../../scripts/description/document.js";
import { createSchemaCompiler, findSchemas } from "../../scripts/description/compile-schemas.js";
import { hideData } from "../../scripts/description/hide-data.js";
import { getByPointer } from "../../scripts/description/json-pointer.js";
import { mediaTypeOf, type Exchange } from "./exchange.js";
import { caseOf, type OperationCase } from "./cases.js";
import { declaredStatus } from "./operation/declared-status.js";
import type { Direction } from "./values/sample.js";
import { escapeKey, listPlaces, visitBody, type Place } from "./values/shape.js";
import { listStrayKeys, readParameter } from "./values/wire-value.js";

/** Something that a request or an answer has and its schema does not allow. */
export interface Violation {
  in: "request" | "response";
  /** A parameter's name, or a pointer into the body. */
  at: string;
  /** The JSON Schema keyword that says no. */
  keyword: string;
}

export type Oracle = (exchange: Exchange) => Violation[];

const oracles = new WeakMap<OpenApiDocument, Oracle>();

/** The second validator beside Prism's: Ajv, on every request and answer that the suite sees. Made once a document. */
export function oracleOf(document: OpenApiDocument): Oracle {
  const known = oracles.get(document) ?? createOracle(document);
  oracles.set(document, known);
  return known;
}

function createOracle(document: OpenApiDocument): Oracle {
  const compile = createSchemaCompiler(hideData(document));
  const pointers = new Map(
    findSchemas(document).map((pointer) => [getByPointer(document, pointer), pointer]),
  );
  const validators = new Map<object, ValidateFunction>();
  const judge = createJudge(document, (schema) => {
    const pointer = pointers.get(schema);
    const known = validators.get(schema) ?? (pointer && compile(pointer));
    if (known !== undefined) validators.set(schema, known);
    return known;
  });
  const judged = new WeakMap<Exchange, Violation[]>();
  return (exchange) => {
    const operation = caseOf(document, exchange.operationId);
    const violations = judged.get(exchange) ?? (operation === undefined ? [] : judge(operation, exchange));
    judged.set(exchange, violations);
    return violations;
  };
}

/** What an operation's description says of an exchange, by whatever validates a schema. */
export function createJudge(
  document: OpenApiDocument,
  validatorOf: (schema: JsonSchema | Ref) => ValidateFunction | undefined,
): (operation: OperationCase, exchange: Exchange) => Violation[] {
  return (operation, exchange) => {
    const { parameters } = operation;
    return [
      ...parameters.flatMap((parameter) => checkParameter(operation, parameter, exchange)),
      ...listStrayKeys(document, parameters, exchange.url).map((key) => objection(key, "undeclared")),
      ...checkRequestBody(operation, exchange),
      ...checkResponse(operation, exchange),
    ];
  };

  function checkParameter({ path }: OperationCase, parameter: Parameter, exchange: Exchange): Violation[] {
    const { name, required, schema } = parameter;
    const value = readParameter(document, path, parameter, exchange);
    if (value === undefined) return required === true ? [objection(name, "required")] : [];
    return run(schema, value).map(({ keyword, pointer }) => objection(name + pointer, keyword));
  }

  function checkRequestBody(
    { item, body }: OperationCase,
    { headers, text, request_body }: Exchange,
  ): Violation[] {
    if (text === undefined) return body?.required === true ? [objection("body", "required")] : [];
    if (item.requestBody === undefined) return [objection("body", "undeclared")];
    if (body === undefined || mediaTypeOf(headers) !== body.type) return [objection("body", "content-type")];
    if (request_body === undefined) return [objection("body", "json")];
    return judge(body.schema, request_body, "request");
  }

  function checkResponse({ path, responses }: OperationCase, exchange: Exchange): Violation[] {
    const { url, status, response_headers, response_body: body } = exchange;
    const { headers = {}, content = {} } = responses[declaredStatus(responses, status) ?? ""] ?? {};
    const of_headers = Object.entries(headers).flatMap(([name, header]): Violation[] => {
      const parameter = { ...header, name, in: "header" } as Parameter;
      const value = readParameter(document, path, parameter, { url, headers: response_headers });
      if (value === undefined)
        return header.required === true ? [{ in: "response", at: name, keyword: "required" }] : [];
      return run(header.schema, value).map(({ keyword }) => ({ in: "response", at: name, keyword }));
    });
    const type = mediaTypeOf(response_headers) ?? "";
    const media = content[type];
    const isStrange = media === undefined && Object.keys(content).length > 0;
    return [
      ...(isStrange ? [{ in: "response" as const, at: "", keyword: "content-type" }] : []),
      ...of_headers,
      ...(media === undefined || body === undefined ? [] : judge(media.schema, body, "response")),
    ];
  }

  /** What stands in the other direction alone is not missing in this one. */
  function judge(schema: JsonSchema | Ref, value: unknown, direction: Direction): Violation[] {
    const found = run(schema, value);
    const isElsewhere = ({ shape: { only_in } }: Place): boolean =>
      only_in !== undefined && only_in !== direction;
    const hasAny =
      found.some(({ keyword }) => keyword === "required") && listPlaces(document, schema).some(isElsewhere);
    const elsewhere = new Set(
      (hasAny ? visitBody(document, schema, value) : [])
        .filter(isElsewhere)
        .map(({ instance_path }) => instance_path),
    );
    return found
      .filter(({ keyword, pointer }) => keyword !== "required" || !elsewhere.has(pointer))
      .map(({ keyword, pointer }) => ({ in: direction, at: pointer, keyword }));
  }

  function run(schema: JsonSchema | Ref, value: unknown): { keyword: string; pointer: string }[] {
    const validate = validatorOf(schema);
    if (validate === undefined || validate(value)) return [];
    return (validate.errors ?? []).map(({ keyword, instancePath, params }) => ({
      keyword,
      pointer:
        keyword === "required"
          ? `${instancePath}/${escapeKey(String(params["missingProperty"]))}`
          : instancePath,
    }));
  }
}

const objection = (at: string, keyword: string): Violation => ({ in: "request", at, keyword });
