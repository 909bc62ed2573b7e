import { folder, golden_sessions, goldens, type Golden } from "../../contract/golden/goldens.js";

/** What people typed of each operation, as a program about the generated types: that it compiles is the test. */
export const goldenPrograms: Readonly<Record<string, string>> = Object.fromEntries(
  goldens.map((golden) => [`${folder}/${golden.operationId}.ts`, renderProgram(golden)]),
);

function renderProgram({ operationId, method, path, params, success, failure, ...golden }: Golden): string {
  const declare = (name: string, type: string, value: unknown): string =>
    `export const ${name}: ${type} = ${JSON.stringify(value)};`;
  const body = (status: string): string =>
    `Operation["responses"]["${status}"]["content"]["application/json"]`;
  return [
    'import type { operations, paths } from "../../../generated/types.js";',
    `type Operation = paths[${JSON.stringify(path)}]["${method.toLowerCase()}"];`,
    `export const same = (operation: operations[${JSON.stringify(operationId)}]): Operation => operation;`,
    'export const nothing: Operation["requestBody"] = undefined;',
    declare("path", 'Operation["parameters"]["path"]', params),
    ...golden_sessions.map(({ headers }, index) =>
      declare(`session_${index}`, 'Operation["parameters"]["header"]', headers),
    ),
    declare("success", body("200"), success.body),
    ...Object.keys(golden.errors).map((status) => declare(`failure_${status}`, body(status), failure.body)),
    // Any other name of a header is read as unknown.
    ...Object.entries(golden.headers).flatMap(([status, headers]) =>
      headers.map(
        (name, index) =>
          `export const header_${status}_${index} = (value: Operation["responses"]["${status}"]["headers"]["${name}"]): string | undefined => value;`,
      ),
    ),
  ].join("\n");
}
