import type { ValidateFunction } from "ajv";
import type { OpenApiDocument, Parameter } from "../../scripts/description/document.js";
import { formatPointer, getByPointer, parsePointer } from "../../scripts/description/json-pointer.js";
import { compileSchemas } from "../../scripts/description/compile-schemas.js";
import type { Exchange } from "./exchange.js";
import { listOperationCases } from "./cases.js";

/** Something that a request or an answer has and its schema does not allow. */
export interface Violation {
  in: "request" | "response";
  /** A parameter's name, or a pointer into the body. */
  place: string;
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
  const compiled = compileSchemas(document);
  const operations = listOperationCases(document);
  return (exchange) => {
    const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
    if (operation === undefined) return [];
    const { path, method, parameters } = operation;
    const at = formatPointer(["paths", path, method.toLowerCase()]);
    return [
      ...parameters.flatMap((parameter, index) =>
        checkParameter(`${at}/parameters/${index}`, parameter, exchange),
      ),
      ...checkBody(at, operation.item, exchange),
    ];
  };

  function checkParameter(at: string, parameter: Parameter, { ids, headers }: Exchange): Violation[] {
    const value = parameter.in === "path" ? ids[parameter.name] : headers[parameter.name.toLowerCase()];
    if (value === undefined) return [];
    return run(find(at, "schema"), value).map(({ keyword }) => ({
      in: "request",
      place: parameter.name,
      keyword,
    }));
  }

  function checkBody(
    at: string,
    item: { responses: Record<string, object> },
    { status, body }: Exchange,
  ): Violation[] {
    if (body === undefined) return [];
    const declared = Object.hasOwn(item.responses, String(status)) ? String(status) : "default";
    const validate = find(`${at}/responses/${declared}`, `content/application~1json/schema`);
    return run(validate, body).map(({ keyword, pointer }) => ({ in: "response", place: pointer, keyword }));
  }

  /** The compiled schema below a place, through the `$ref` that may stand there. */
  function find(at: string, below: string): ValidateFunction | undefined {
    const value = getByPointer(document, parsePointer(at));
    const target =
      typeof value === "object" && value !== null && "$ref" in value ? (value.$ref as string) : at;
    return compiled.get(`${target}/${below}`);
  }
}

function run(validate: ValidateFunction | undefined, value: unknown): { keyword: string; pointer: string }[] {
  if (validate === undefined || validate(value)) return [];
  return (validate.errors ?? []).map(({ keyword, instancePath, params }) => ({
    keyword,
    pointer: keyword === "required" ? `${instancePath}/${params["missingProperty"]}` : instancePath,
  }));
}
