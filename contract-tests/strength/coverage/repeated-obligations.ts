import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../../contract/cases.js";
import { bodiesOf, goldens, type Golden } from "../../contract/golden/goldens.js";
import { isBelowTag, listPlaces } from "../../contract/values/shape.js";
import { idAt } from "./body-obligations.js";
import { idOf, type Obligation } from "./obligation.js";

/** What is asked once more of the other way to call, and of what people typed. */
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
  return listOperationCases(document).flatMap((operation) => {
    const { operationId, responses } = operation;
    const golden = goldens.find((each) => each.operationId === operationId);
    const own = (test: (each: Obligation) => boolean): string[] =>
      all.filter((each) => each.operationIds[0] === operationId && test(each)).map(({ id }) => id);
    return [
      ...repeat(
        "fetch client",
        operationId,
        own(({ criterion }) => ["status", "example"].includes(criterion)),
      ),
      ...(golden === undefined
        ? []
        : [
            ...repeat("golden calls", operationId, own(isTyped(golden))),
            ...repeat(
              "golden bodies",
              operationId,
              Object.keys(bodiesOf(golden)).flatMap((status) =>
                Object.values(responses[status]?.content ?? {}).flatMap(({ schema }) =>
                  listPlaces(document, schema)
                    .filter(({ trail, property }) => property !== undefined && !isBelowTag(trail))
                    .flatMap(({ holder, home, property, shape }) => {
                      const at = { operation, declared: status };
                      return [
                        property!.required
                          ? idAt(at, holder, "schema keyword", "required violated")
                          : idAt(at, holder, "property", "absent"),
                        ...(shape.types.has("null") ? [idAt(at, holder, "property", "null")] : []),
                        ...(shape.asserted["format"] === "date-time"
                          ? [idAt(at, home, "schema keyword", "format violated")]
                          : []),
                      ];
                    }),
                ),
              ),
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
  return ({ id, criterion }) => ["path", "operation", "parameter"].includes(criterion) || typed.has(id);
}
