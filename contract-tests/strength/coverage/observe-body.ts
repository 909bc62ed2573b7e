import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { boundariesOf } from "../../contract/values/boundaries.js";
import type { DescribedBody } from "../../contract/values/hosts.js";
import type { Violation } from "../../contract/oracle.js";
import { visitBody } from "../../contract/values/shape.js";
import { criteriaOf, idAt, witnessOf } from "./body-obligations.js";

/** The obligations of schemas that one body exercises. A spoiled one shows what is refused, and nothing else. */
export function observeBody(
  document: OpenApiDocument,
  described: DescribedBody,
  body: unknown,
  violations: readonly Violation[],
  spoiled: boolean,
): string[] {
  const { direction, operation, schema } = described;
  const names = criteriaOf(direction);
  if (body === undefined) return direction === "request" && !spoiled ? listAbsent() : [];

  /** Of a body that was left out, each property was. */
  function listAbsent(): string[] {
    return visitBody(document, schema, {}).flatMap(({ property, holder }) =>
      property === undefined ? [] : [idAt(described, holder, names.property, "absent")],
    );
  }

  const objections = new Set(
    violations.filter((each) => each.in === direction).map(({ at, keyword }) => `${at} ${keyword}`),
  );
  return visitBody(document, schema, body).flatMap((found) => {
    const { instance_path, value, property, shape, holder, home } = found;
    const judge = (at: typeof home, keyword: string): string[] => {
      const violated = objections.has(`${instance_path} ${keyword}`);
      if (spoiled && !violated) return [];
      return [idAt(described, at, names.keyword, `${keyword} ${violated ? "violated" : "satisfied"}`)];
    };
    const state = value === undefined ? "absent" : value === null ? "null" : "present";
    const about_property =
      property === undefined
        ? []
        : [
            ...(spoiled ? [] : [idAt(described, holder, names.property, state)]),
            ...(property.required ? judge(holder, "required") : []),
          ];
    if (value === undefined) return about_property;
    const components = value === null ? [] : shape.refs.map((ref) => ref.split("/").at(-1)!);
    // Of a null the other keywords say nothing.
    const keywords = [...shape.keywords, "enum"].filter((keyword) => value !== null || keyword === "type");
    return [
      ...about_property,
      ...keywords.flatMap((keyword) => judge(home, keyword)),
      ...(spoiled
        ? []
        : [
            ...boundariesOf(document, shape, direction)
              .filter(({ violates, shows }) => violates === undefined && shows(value))
              .map(({ what }) => idAt(described, home, names.value(value), what)),
            ...components.map((component) => witnessOf(operation.operationId, direction, component)),
          ]),
    ];
  });
}
