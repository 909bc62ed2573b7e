import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { completeBody, listVariations, type Variation } from "../../contract/values/body-variants.js";
import { document, listOperationCases, type OperationCase } from "../../contract/cases.js";
import { folder, goldens } from "../../contract/golden/goldens.js";
import { listHosts } from "../../contract/values/hosts.js";
import { isSession } from "../../contract/operation/sessions.js";
import { change, type Place } from "../../contract/values/shape.js";

/**
 * The examples of each operation without a golden, as a program about the generated types, and every kind of object that
 * a golden would have to have in one place. They come from the description itself, so they say nothing of what it should
 * be; but they tell when it becomes another.
 */
export const examplePrograms: Readonly<Record<string, string>> = Object.fromEntries(
  listOperationCases(document).map((operation) => {
    const has_golden = goldens.some(({ operationId }) => operationId === operation.operationId);
    const render = has_golden ? renderKinds : renderProgram;
    return [`${folder}/${operation.operationId}.ts`, render(document, operation)];
  }),
);

function renderKinds(bundle: OpenApiDocument, operation: OperationCase): string {
  const { path, method } = operation;
  return [
    'import type { paths } from "../../../generated/types.js";',
    `export type Operation = paths[${JSON.stringify(path)}]["${method.toLowerCase()}"];`,
    ...listBodyValues(bundle, operation, true).map(([type, value], index) =>
      declare(`kind_${index}`, type, value),
    ),
  ].join("\n");
}

function renderProgram(bundle: OpenApiDocument, operation: OperationCase): string {
  const { path, method, operationId, item, responses } = operation;
  const answers = Object.entries(responses);
  return [
    'import type { operations, paths } from "../../../generated/types.js";',
    `type Operation = paths[${JSON.stringify(path)}]["${method.toLowerCase()}"];`,
    `export const same = (operation: operations[${JSON.stringify(operationId)}]): Operation => operation;`,
    ...(item.requestBody === undefined
      ? ['export const nothing: Operation["requestBody"] = undefined;']
      : []),
    ...(operation.body?.required === false
      ? ['export const without: Operation["requestBody"] = undefined;']
      : []),
    ...listParameterValues(operation).map(([place, value], index) =>
      declare(`parameters_${index}`, `NonNullable<Operation["parameters"]["${place}"]>`, value),
    ),
    ...listBodyValues(bundle, operation).map(([type, value], index) => declare(`body_${index}`, type, value)),
    ...answers
      .filter(([, { content }]) => content === undefined)
      .map(([status]) => `export const empty_${status}: ${typeOf(status)}["content"] = undefined;`),
    ...answers.flatMap(([status, { headers = {} }]) =>
      Object.keys(headers).map(
        (name, index) =>
          // Any other name of a header is read as unknown.
          `export const header_${status}_${index} = (value: ${typeOf(status)}["headers"][${JSON.stringify(name)}]): string | number | boolean | object | undefined => value;`,
      ),
    ),
  ].join("\n");
}

function declare(name: string, type: string, value: unknown): string {
  return `export const ${name}: ${type} = ${JSON.stringify(value)};`;
}

function typeOf(status: string): string {
  return `Operation["responses"]["${status}"]`;
}

/** What the places of a request take: with everything, and with what is required alone. */
function listParameterValues({ parameters, least, most }: OperationCase): [place: string, value: object][] {
  const sessions = Object.fromEntries(parameters.filter(isSession).map(({ name }) => [name, "token"]));
  return (["path", "query", "header"] as const).flatMap((place): [string, object][] => {
    const all = { ...most[place], ...(place === "header" && sessions) };
    return Object.keys(all).length === 0
      ? []
      : [
          [place, all],
          [place, least[place]],
        ];
  });
}

/** Bodies with each kind of object, or with everything, with what is required alone, and with every null besides. */
function listBodyValues(
  bundle: OpenApiDocument,
  operation: OperationCase,
  kinds_alone = false,
): [type: string, value: unknown][] {
  return (["request", "response"] as const).flatMap((direction) =>
    listHosts(bundle, direction)
      .filter(([described]) => described.operation === operation)
      .flatMap(([described, places]) => {
        const { declared, type } = described;
        const examples =
          declared === undefined
            ? operation.body!.examples.map(({ value }) => value)
            : operation.answers.filter((each) => each.declared === declared).map(({ body }) => body);
        const complete = completeBody(bundle, described, places, examples);
        const variations = listVariations(bundle, described, places, complete);
        const bodiesOf = (variation: Variation | undefined): unknown[] =>
          (variation?.variants ?? []).map(({ body }) => body);
        const kinds = bodiesOf(variations.find(({ criterion }) => criterion === "kind of object"));
        const whole = kinds_alone ? kinds : [complete, ...kinds];
        const others = kinds_alone ? [] : [...examples, ...bodiesOf(variations[0]).slice(0, 3)];
        // What is optional within what is optional.
        const isLeaf = ({ trail }: Place): boolean =>
          !places.some((other) => other.trail.startsWith(`${trail}/`));
        const inner = whole.map((body) =>
          places
            .filter((place) => place.property?.required === false && isLeaf(place))
            .reduce((rest, place) => change(rest, place.trail, () => undefined), body),
        );
        const at = declared === undefined ? 'NonNullable<Operation["requestBody"]>' : typeOf(declared);
        const name = `${at}["content"][${JSON.stringify(type)}]`;
        return [...others, ...whole, ...inner].map((value): [string, unknown] => [name, value]);
      }),
  );
}
