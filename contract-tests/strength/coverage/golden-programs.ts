import { document } from "../../contract/cases.js";
import { completeGolden } from "../../contract/golden/demands.js";
import { bodiesOf, folder, golden_sessions, goldens, type Golden } from "../../contract/golden/goldens.js";

/** What people typed of each operation, as a program about the generated types: that it compiles is the test. */
export const goldenPrograms: Readonly<Record<string, string>> = Object.fromEntries(
  goldens.map((golden) => [
    `${folder}/${golden.operationId}.ts`,
    renderGolden(completeGolden(document, golden)),
  ]),
);

export function renderGolden(golden: Golden): string {
  const { operationId, method, path, params, other_params, headers } = golden;
  const declare = (name: string, type: string, value: unknown): string =>
    `export const ${name}: ${type} = ${JSON.stringify(value)};`;
  const answer = (status: string): string => `Operation["responses"]["${status}"]`;
  const valuesIn = (place: string): [name: string, value: unknown][] =>
    Object.entries(other_params).flatMap(([name, each]) => (each.in === place ? [[name, each.value]] : []));
  const query = valuesIn("query");
  return [
    'import type { operations, paths } from "../../../generated/types.js";',
    `type Operation = paths[${JSON.stringify(path)}]["${method.toLowerCase()}"];`,
    `export const same = (operation: operations[${JSON.stringify(operationId)}]): Operation => operation;`,
    'export const nothing: Operation["requestBody"] = undefined;',
    declare("path", 'Operation["parameters"]["path"]', params),
    ...(query.length === 0
      ? []
      : [declare("query", 'NonNullable<Operation["parameters"]["query"]>', Object.fromEntries(query))]),
    ...golden_sessions.map(({ headers: session }, index) =>
      declare(`session_${index}`, 'Operation["parameters"]["header"]', {
        ...session,
        ...Object.fromEntries(valuesIn("header")),
      }),
    ),
    ...Object.entries(bodiesOf(golden)).map(([status, body]) =>
      body === null
        ? `export const empty_${status}: ${answer(status)}["content"] = undefined;`
        : declare(`body_${status}`, `${answer(status)}["content"]["application/json"]`, body.body),
    ),
    // Any other name of a header is read as unknown.
    ...Object.entries(headers).flatMap(([status, types]) =>
      Object.entries(types).map(
        ([name, type], index) =>
          `export const header_${status}_${index} = (value: ${answer(status)}["headers"]["${name}"]): ${type} | undefined => value;`,
      ),
    ),
  ].join("\n");
}
