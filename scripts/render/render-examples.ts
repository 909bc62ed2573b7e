import {
  deref,
  listOperations,
  listResponses,
  type Example,
  type OpenApiDocument,
  type Operation,
  type Ref,
  type Response,
} from "../description/document.js";

/** Writes the answers that a bundled document has examples of, a line for each. */
export function renderExamples(document: OpenApiDocument): string {
  const entries = listOperations(document).map(({ path, method, operation }) => {
    const answers = listAnswers(document, operation);
    const lines = answers.map(({ name, status, headers, body }) => {
      const json = body === undefined ? "undefined" : quote(JSON.stringify(body));
      return `      ${keyOf(name)}: { status: ${status}, headers: ${JSON.stringify(headers)}, json: ${json} },`;
    });
    return [
      `  ${JSON.stringify(operation.operationId)}: {`,
      `    method: "${method.toUpperCase()}",`,
      `    path: ${JSON.stringify(path)},`,
      "    answers: {",
      ...lines,
      "    },",
      "  },",
    ].join("\n");
  });
  return [
    "/** Each operation's request, and its answers by the names that the description's examples have. */",
    "export const examples = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

interface Answer {
  name: string;
  status: number;
  headers: Record<string, string>;
  /** Undefined where there is none. */
  body: unknown;
}

function listAnswers(document: OpenApiDocument, operation: Operation): Answer[] {
  const found = listResponses(operation).flatMap(([declared, given]) => {
    const response = deref(document, given);
    const headers = headersOf(document, response);
    const media = response.content?.["application/json"];
    if (media === undefined)
      return [{ name: `empty_${declared}`, status: statusOf(declared, undefined), headers, body: undefined }];
    return listExamples(document, media).map(({ name, value }) => ({
      name,
      status: statusOf(declared, value),
      headers,
      body: value,
    }));
  });
  const isOnce = (name: string): boolean => found.filter((each) => each.name === name).length === 1;
  return found.map((each) => (isOnce(each.name) ? each : { ...each, name: `${each.name}_${each.status}` }));
}

/** A literal takes `"__proto__"` for the prototype. */
const keyOf = (name: string): string => (name === "__proto__" ? '["__proto__"]' : JSON.stringify(name));

/** As JavaScript: text as JSON has it, in quotes that JSON does not use. */
const quote = (json: string): string => `'${json.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** `default` and `4XX` answer with the status that their example says. */
function statusOf(declared: string, body: unknown): number {
  if (!Number.isNaN(Number(declared))) return Number(declared);
  const { status_code } = Object(body) as { status_code?: unknown };
  if (typeof status_code === "number") return status_code;
  return declared === "default" ? 500 : Number(`${declared[0]}00`);
}

/** The first example of each header. */
function headersOf(document: OpenApiDocument, { headers = {} }: Response): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, header]) => {
      const [first] = listExamples(document, deref(document, header));
      return first === undefined ? [] : [[name, String(first.value)]];
    }),
  );
}

function listExamples(
  document: OpenApiDocument,
  { example, examples = {} }: { example?: unknown; examples?: Record<string, Example | Ref> },
): { name: string; value: unknown }[] {
  const named = Object.entries(examples).map(([name, each]) => ({
    name,
    value: deref(document, each).value,
  }));
  return example === undefined ? named : [...named, { name: "example", value: example }];
}
