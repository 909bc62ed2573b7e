import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../../contract/cases.js";
import { bodiesOf, goldens, spellId, type Golden } from "../../contract/golden/goldens.js";
import { isBelowTag, listPlaces } from "../../contract/values/shape.js";
import type { Denial } from "../proof/denial.js";
import { denyOperation } from "../proof/deny-operation.js";
import { loosen, tighten } from "../proof/deny-schema.js";
import { idAt } from "./body-obligations.js";
import { idOf, type Obligation } from "./obligation.js";

/** What is asked of the other way to call, and of what people typed: most of it once more. */
export function listRepeated(document: OpenApiDocument, all: readonly Obligation[]): Obligation[] {
  const known = new Map(all.map((each) => [each.id, each]));
  const repeat = (kind: string, operationId: string, ids: readonly string[]): Obligation[] =>
    [...new Set(ids)].flatMap((id) => {
      const original = known.get(id);
      if (original === undefined || original.waiver !== undefined) return [];
      const detail = id.replace(`${operationId}: `, "");
      const { deny } = original;
      return {
        id: idOf(operationId, kind, detail),
        criterion: kind,
        operationIds: [operationId],
        ...(deny && { deny }),
        repeats: id,
      };
    });
  const ask = (kind: string, operationId: string, detail: string, deny: () => Denial): Obligation => ({
    id: idOf(operationId, kind, detail),
    criterion: kind,
    operationIds: [operationId],
    deny,
    repeats: `${operationId}: ${detail}`,
  });
  return listOperationCases(document).flatMap((operation) => {
    const { operationId, responses, parameters } = operation;
    const golden = goldens.find((each) => each.operationId === operationId);
    const own = (test: (each: Obligation) => boolean): string[] =>
      all.filter((each) => each.operationIds[0] === operationId && test(each)).map(({ id }) => id);
    return [
      ...repeat(
        "fetch client",
        operationId,
        own(({ criterion }) => ["status", "example"].includes(criterion)),
      ),
      ...(responses["default"] === undefined ? [] : ["4xx", "5xx"]).map((each) =>
        ask("fetch client", operationId, `undeclared status: ${each}`, () =>
          denyOperation(document, operation, "status", "default"),
        ),
      ),
      ...(golden === undefined
        ? []
        : [
            ...repeat("golden calls", operationId, own(isTyped(golden))),
            ...parameters.flatMap((parameter) => [
              ...(golden.allowed[parameter.name] ?? []).map((value) =>
                ask("golden calls", operationId, `documented id: ${parameter.name} ${spellId(value)}`, () =>
                  tighten(document, parameter, { not: { const: value } }),
                ),
              ),
              ...(golden.refused[parameter.name] ?? []).map(({ value }) =>
                ask("golden calls", operationId, `documented id: ${parameter.name} ${spellId(value)}`, () =>
                  loosen(document, parameter, { const: value }),
                ),
              ),
            ]),
            ...repeat(
              "golden bodies",
              operationId,
              Object.keys(bodiesOf(golden)).flatMap((status) => [
                idOf(operationId, "response body", `${status} with more than is described`),
                ...Object.values(responses[status]?.content ?? {}).flatMap(({ schema }) =>
                  listPlaces(document, schema)
                    .filter(({ trail, property }) => property !== undefined && !isBelowTag(trail))
                    .flatMap(({ holder, home, property, shape }) => {
                      const at = { operation, declared: status };
                      return [
                        property!.required
                          ? idAt(at, holder, "schema keyword", "required violated")
                          : idAt(at, holder, "property", "absent"),
                        shape.types.has("null")
                          ? idAt(at, holder, "property", "null")
                          : idAt(at, home, "schema keyword", "type violated"),
                        ...(["date-time", "int32"].includes(shape.asserted["format"] as string)
                          ? [idAt(at, home, "schema keyword", "format violated")]
                          : []),
                      ];
                    }),
                ),
              ]),
            ),
          ]),
    ];
  });
}

/** Whether a person typed what an operation's description says there. */
function isTyped(golden: Golden): (obligation: Obligation) => boolean {
  const errors = Object.entries(golden.errors).flatMap(([status, types]) => [
    ...(types.length > 0 ? [`status: ${status}`] : []),
    ...types.map((type) => `example: ${status} ${type}`),
  ]);
  const refused = Object.entries(golden.refused).flatMap(([name, values]) =>
    values.map(({ keyword }) => `parameter keyword: ${name} ${keyword} violated`),
  );
  const waits = Object.keys(golden.headers).flatMap((status) =>
    Object.keys(golden.headers[status]!).map((name) => `response header: ${status} ${name} present`),
  );
  const typed = new Set([...errors, ...refused, ...waits].map((each) => `${golden.operationId}: ${each}`));
  return ({ id, criterion }) =>
    ["path", "operation", "parameter", "header names"].includes(criterion) || typed.has(id);
}
