import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { hasGolden, mutatorOf, parameterOf, type Mutate, type SpecMutant } from "./spec-mutant.js";
import { where } from "./where.js";

/** What can become of the parameters that a description has, and one that it has not. */
export function mutateParameters(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const { operationId, parameters } = operation;
  const mutant = mutatorOf(document, operation);
  const is_golden = hasGolden(operationId);
  const added: Parameter = { name: "force", in: "query", schema: { type: "boolean" } };
  return [
    ...where(
      parameters.findLast((each) => each.in === "path"),
      (last) => mutateId(operation, last, mutant, is_golden),
    ),
    ...parameters
      .filter((each) => each.in === "header")
      .flatMap((parameter) => mutateNamed(parameter, mutant, is_golden)),
    ...parameters
      .filter((each) => each.in === "query")
      .flatMap((parameter) => mutateNamed(parameter, mutant, is_golden)),
    mutant("a required query parameter", ({ operation: edited }) =>
      edited.parameters!.push({ ...added, required: true }),
    ),
    ...(is_golden
      ? [
          mutant(
            "an optional query parameter",
            ({ operation: edited }) => edited.parameters!.push(added),
            false,
          ),
        ]
      : []),
  ];
}

function mutateId(
  { path }: OperationCase,
  { name, schema }: Parameter,
  mutant: Mutate,
  is_golden: boolean,
): SpecMutant[] {
  const is_text = schema["type"] === "string";
  return [
    mutant(`${name} renamed`, ({ document: copy, operation }) => {
      parameterOf(operation, name).name = "renamed";
      copy.paths = Object.fromEntries(
        Object.entries(copy.paths).map(([key, item]) => [
          key === path ? path.replace(`{${name}}`, "{renamed}") : key,
          item,
        ]),
      );
    }),
    mutant(`${name} of another type`, ({ operation }) => {
      parameterOf(operation, name).schema = { type: is_text ? "integer" : "boolean" };
    }),
    ...where("pattern" in schema ? name : undefined, () => [
      mutant(`${name} of lower-case letters alone`, ({ operation }) => {
        parameterOf(operation, name).schema["pattern"] = "^[a-z]+$";
      }),
      ...relaxed(name, "pattern", "of any letters", mutant, is_golden),
    ]),
    ...where("maxLength" in schema && Number(schema["maxLength"]) > 20 ? name : undefined, () => [
      mutant(`${name} at most 20 letters long`, ({ operation }) => {
        parameterOf(operation, name).schema["maxLength"] = 20;
      }),
      ...relaxed(name, "maxLength", "of any length", mutant, is_golden),
    ]),
    ...where(is_golden ? name : undefined, () => [
      mutant(`${name} at least 2 letters long`, ({ operation }) => {
        parameterOf(operation, name).schema["minLength"] = 2;
      }),
    ]),
  ];
}

/** A keyword left out: only who knows what the API refuses can tell. */
function relaxed(
  name: string,
  keyword: string,
  what: string,
  mutant: Mutate,
  is_golden: boolean,
): SpecMutant[] {
  if (!is_golden) return [];
  return [
    mutant(`${name} ${what}`, ({ operation }) => {
      delete parameterOf(operation, name).schema[keyword];
    }),
  ];
}

/** A parameter that a request names: of its query, or of its headers. */
function mutateNamed(
  { name, in: place, required, schema }: Parameter,
  mutant: Mutate,
  is_golden: boolean,
): SpecMutant[] {
  const is_required = required === true;
  const is_number = ["integer", "number"].includes(String(schema["type"]));
  return [
    mutant(`${name} removed`, ({ operation }) => {
      operation.parameters = operation.parameters!.filter((each) => (each as Parameter).name !== name);
    }),
    mutant(`${name} renamed`, ({ operation }) => {
      parameterOf(operation, name).name = place === "header" ? "X-Renamed" : "renamed";
    }),
    ...(is_required
      ? []
      : [mutant(`${name} required`, ({ operation }) => (parameterOf(operation, name).required = true))]),
    mutant(`${name} of another type`, ({ operation }) => {
      const edited = parameterOf(operation, name);
      edited.schema = { type: is_number ? "boolean" : "integer" };
    }),
    ...("pattern" in schema ? relaxed(name, "pattern", "of any characters", mutant, is_golden) : []),
  ];
}
