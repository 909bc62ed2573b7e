import { listOperationCases, document, type OperationCase } from "../../contract/cases.js";
import { goldens } from "../../contract/golden/goldens.js";

/**
 * The examples of each operation without a golden, as a program about the generated types. They come from the
 * description itself, so they say nothing of what it should be; but they tell when it becomes another.
 */
export const examplePrograms: Readonly<Record<string, string>> = Object.fromEntries(
  listOperationCases(document)
    .filter(({ operationId }) => !goldens.some((golden) => golden.operationId === operationId))
    .map((operation) => [
      `contract-tests/contract/golden/${operation.operationId}.ts`,
      renderProgram(operation),
    ]),
);

function renderProgram({
  path,
  method,
  operationId,
  least,
  most,
  body,
  answers,
  item,
}: OperationCase): string {
  const declare = (name: string, type: string, value: unknown): string =>
    `export const ${name}: ${type} = ${JSON.stringify(value)};`;
  const places = (["path", "query", "header"] as const).filter(
    (place) => Object.keys(most[place]).length > 0,
  );
  const sent = 'NonNullable<Operation["requestBody"]>["content"]';
  return [
    'import type { operations, paths } from "../../../generated/types.js";',
    `type Operation = paths[${JSON.stringify(path)}]["${method.toLowerCase()}"];`,
    `export const same = (operation: operations[${JSON.stringify(operationId)}]): Operation => operation;`,
    ...(item.requestBody === undefined
      ? ['export const nothing: Operation["requestBody"] = undefined;']
      : []),
    ...places.flatMap((place) => [
      declare(`most_${place}`, `NonNullable<Operation["parameters"]["${place}"]>`, most[place]),
      declare(`least_${place}`, `NonNullable<Operation["parameters"]["${place}"]>`, least[place]),
    ]),
    ...(body === undefined
      ? []
      : [most.body, least.body].flatMap((value, index) =>
          value === undefined
            ? []
            : [declare(`body_${index}`, `${sent}[${JSON.stringify(body.type)}]`, value)],
        )),
    ...(body?.required === false ? ['export const none: Operation["requestBody"] = undefined;'] : []),
    ...answers.map(({ declared, name, body: value }, index) =>
      name === undefined
        ? `export const answer_${index}: Operation["responses"]["${declared}"]["content"] = undefined;`
        : declare(
            `answer_${index}`,
            `Operation["responses"]["${declared}"]["content"]["application/json"]`,
            value,
          ),
    ),
  ].join("\n");
}
