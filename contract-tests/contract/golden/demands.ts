import { readFileSync } from "node:fs";
import type { JsonSchema, OpenApiDocument, Ref, Response } from "../../../scripts/description/document.js";
import { locate } from "../../../scripts/description/locate.js";
import { completeBody } from "../values/body-variants.js";
import { caseOf, type OperationCase } from "../cases.js";
import { sampleOf } from "../values/sample.js";
import { isSession } from "../operation/sessions.js";
import {
  change,
  isBelowTag,
  isObject,
  listPlaces,
  unescapeKey,
  valuesAt,
  type Place,
} from "../values/shape.js";
import { writeParameter } from "../values/wire-value.js";
import { bodiesOf, folder, type Golden, type GoldenBody } from "./goldens.js";

/** Something that a description has of an operation and its golden has not: only a person can know it of the API. */
export interface Demand {
  /** What to type, and where. */
  describe: () => Promise<string>;
  /** Adds to a golden what the description has in its place. */
  fill: (golden: Golden) => Golden;
}

const completed = new WeakMap<OpenApiDocument, WeakMap<Golden, Golden>>();

/**
 * A golden with all that is asked for, as the description has it. What stands on a golden takes this one: what nobody
 * typed yet is told once, by the check that lists the demands.
 */
export function completeGolden(document: OpenApiDocument, golden: Golden): Golden {
  const known = completed.get(document) ?? new WeakMap<Golden, Golden>();
  completed.set(document, known);
  const complete =
    known.get(golden) ?? listDemands(document, golden).reduce((filled, { fill }) => fill(filled), golden);
  known.set(golden, complete);
  return complete;
}

export function listDemands(document: OpenApiDocument, golden: Golden): Demand[] {
  const operation = caseOf(document, golden.operationId);
  if (operation === undefined) return [];
  return [
    ...pathDemands(operation, golden),
    ...parameterDemands(document, operation, golden),
    ...statusDemands(document, operation, golden),
    ...headerDemands(operation, golden),
    ...propertyDemands(document, operation, golden),
  ];
}

function pathDemands({ path }: OperationCase, golden: Golden): Demand[] {
  return path === golden.path ? [] : [demand(golden, path, "path", path)];
}

function parameterDemands(
  document: OpenApiDocument,
  { parameters, ids, most }: OperationCase,
  golden: Golden,
): Demand[] {
  return parameters.flatMap((parameter): Demand[] => {
    const { name } = parameter;
    if (isSession(parameter) || Object.hasOwn({ ...golden.params, ...golden.other_params }, name)) return [];
    if (parameter.in === "path")
      return [demand(golden, `a value for ${name}`, "params", { [name]: ids[name] })];
    const where = parameter.in as "query" | "header";
    const value = most[where][name];
    const carrier = { url: "https://api.test/", headers: {} as Record<string, string> };
    writeParameter(document, parameter, carrier, value);
    const on_wire =
      where === "query" ? new URL(carrier.url).search.slice(1) : carrier.headers[name.toLowerCase()];
    const shown = where === "query" ? `${name}=…` : "…";
    const what = `"${name}": { in: "${where}", value: …, on_wire: "${shown}" }`;
    return [demand(golden, what, "other_params", { [name]: { in: where, value, on_wire } })];
  });
}

function statusDemands(document: OpenApiDocument, { responses }: OperationCase, golden: Golden): Demand[] {
  const own = listOwnBodies(responses);
  const isKnown = (status: string): boolean => isSuccess(status) || Object.hasOwn(golden.errors, status);
  return Object.entries(responses).flatMap(([status, response]) => [
    ...(isKnown(status)
      ? []
      : [demand(golden, `the known error types of ${status}`, "errors", { [status]: [] })]),
    ...(!own.includes(status) || Object.hasOwn(golden.bodies, status)
      ? []
      : [bodyDemand(document, response, golden, status)]),
  ]);
}

function bodyDemand(document: OpenApiDocument, response: Response, golden: Golden, status: string): Demand {
  const schema = schemaOf(response);
  if (schema === undefined)
    return demand(golden, `${status}: null, for no body,`, "bodies", { [status]: null });
  const places = listPlaces(document, schema).filter(
    ({ trail, property }) => property !== undefined && !isBelowTag(trail),
  );
  const pathsOf = (test: (place: Place) => boolean): string[] =>
    places.filter(test).map(({ trail }) => trail);
  const lists = { optional: pathsOf((place) => !isRequired(place)), times: pathsOf(isTime) };
  const shown = Object.entries(lists).map(([name, paths]) => `${name}: ${JSON.stringify(paths)}`);
  const body = completeBody(document, { schema, direction: "response" }, places, []);
  const what = `a body of ${status} into a new file of ${folder}, and ${status}: { file, body, ${shown.join(", ")} }`;
  return demand(golden, what, "bodies", { [status]: { file: "", body, ...lists } });
}

function headerDemands({ responses }: OperationCase, golden: Golden): Demand[] {
  return Object.entries(responses).flatMap(([status, { headers = {} }]) =>
    Object.keys(headers)
      .filter((name) => !Object.hasOwn(golden.headers[status] ?? {}, name))
      .map((name) => {
        const what = `${status}: { "${name}": … }, with the type of its value,`;
        return demand(golden, what, "headers", {
          [status]: { [name]: "string | number | boolean | object" },
        });
      }),
  );
}

function propertyDemands(document: OpenApiDocument, { responses }: OperationCase, golden: Golden): Demand[] {
  const awaited = new Set(listOwnBodies(responses).filter((status) => !Object.hasOwn(golden.bodies, status)));
  return Object.entries(bodiesOf(golden)).flatMap(([status, body]) => {
    const schema = responses[status] && schemaOf(responses[status]);
    if (body === null || schema === undefined || awaited.has(status)) return [];
    return listPlaces(document, schema)
      .filter(({ trail, property }) => property !== undefined && !isBelowTag(trail) && !has(body.body, trail))
      .map((place) => ({
        describe: () => describeProperty(body, place),
        fill: (filled) => {
          const was = bodiesOf(filled)[status]!;
          const value = place.shape.example ?? sampleOf(document, place.schema, "response");
          const full: GoldenBody = {
            ...was,
            body: change(was.body, place.trail, (each) => (each === undefined ? value : each)) as object,
            optional: [...was.optional, ...(isRequired(place) ? [] : [place.trail])],
            times: [...was.times, ...(isTime(place) ? [place.trail] : [])],
          };
          return { ...filled, bodies: { ...filled.bodies, [status]: full } };
        },
      }));
  });
}

async function describeProperty({ file }: GoldenBody, place: Place): Promise<string> {
  const { trail } = place;
  const keys = trail.split("/").slice(1).map(unescapeKey);
  const { line } = await locate(
    `${folder}/${file}`,
    keys.map((key) => (key === "[]" ? "0" : key)),
  );
  const list = (name: string): string =>
    `"${trail}" into \`${name}\` in ${lineOf(`file: "${file}"`, `${name}:`)}`;
  return [
    `type a value for ${trail} into ${folder}/${file}:${line}`,
    ...(isRequired(place) ? [] : [list("optional")]),
    ...(isTime(place) ? [list("times")] : []),
  ].join(", and ");
}

/** A demand for something that goes into one of the golden's own fields, beside what is there. */
function demand({ operationId }: Golden, what: string, field: keyof Golden, value: unknown): Demand {
  const line = (): string => lineOf(`operationId: "${operationId}"`, `${field}:`);
  return {
    describe: async () => `type ${what} into \`${field}\` in ${line()}`,
    fill: (golden) => merge(golden, { [field]: value }) as Golden,
  };
}

/** One with what the other has, as deep as both are objects. */
function merge(one: unknown, other: unknown): unknown {
  if (!isObject(one) || !isObject(other)) return other;
  const known: Record<string, unknown> = { ...one };
  const added = Object.entries(other).map(([name, value]) => [name, merge(known[name], value)]);
  return { ...known, ...Object.fromEntries(added) };
}

/** The statuses that do not answer what `default` does. */
function listOwnBodies(responses: Readonly<Record<string, Response>>): string[] {
  const textOf = (response: Response | undefined): string | undefined =>
    response && JSON.stringify(schemaOf(response));
  const shared = textOf(responses["default"]);
  return Object.keys(responses).filter((status) => isSuccess(status) || textOf(responses[status]) !== shared);
}

const isSuccess = (status: string): boolean => status.startsWith("2");

const schemaOf = ({ content }: Response): JsonSchema | Ref | undefined =>
  content?.["application/json"]?.schema;

const isRequired = ({ property }: Place): boolean => property?.required === true;

const isTime = ({ shape }: Place): boolean => shape.asserted["format"] === "date-time";

const has = (body: unknown, path: string): boolean =>
  valuesAt(body, path).some(({ value }) => value !== undefined);

/** The line of the last of some texts in the file of the goldens, each looked for behind the one before. */
function lineOf(...texts: string[]): string {
  const file = `${folder}/goldens.ts`;
  const text = readFileSync(file, "utf8");
  const at = texts.reduce((from, next) => text.indexOf(next, from), 0);
  return `${file}:${text.slice(0, at).split("\n").length}`;
}
