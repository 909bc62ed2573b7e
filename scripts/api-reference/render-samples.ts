import { format } from "prettier";
import {
  deref,
  type Example,
  type OpenApiDocument,
  type Operation,
  type Ref,
} from "../description/document.js";
import { json, listParameters, readShape, sessionHeaders } from "../render/operation-shape.js";

/** A sample as Scalar reads it from an operation's `x-codeSamples`. */
export interface Sample {
  lang: "TypeScript";
  label: string;
  source: string;
}

/** How the client makes a call, by the examples of what the call needs. None where one of these has no example. */
export async function renderSamples(document: OpenApiDocument, operation: Operation): Promise<Sample[]> {
  const { sessions } = readShape(document, operation);
  const params = readParams(document, operation);
  if (params === undefined) return [];
  const parameters = listParameters(document, operation);
  const call = `client.${operation.operationId}`;
  const session = Object.entries(sessionHeaders).find(([, header]) => sessions.includes(header));
  const token =
    session &&
    firstExample(
      document,
      parameters.find(({ name }) => name === session[1])!,
    );
  const write = async (label: string, ...args: object[]): Promise<Sample> => ({
    lang: "TypeScript",
    label,
    source: (
      await format(
        [
          'import { B2BClient } from "stytch-b2b-members";\n',
          "const client = new B2BClient(); // STYTCH_PROJECT_ID and STYTCH_SECRET",
          `const answer = await ${call}(${args.map((each) => JSON.stringify(each)).join(", ")});`,
        ].join("\n"),
        { parser: "typescript" },
      )
    ).trim(),
  });
  return [
    await write("TypeScript, all rights", params),
    ...(token === undefined
      ? []
      : [
          await write("TypeScript, a Member's rights", params, {
            authorization: { [session![0]]: token.value },
          }),
        ]),
  ];
}

/** What the method takes first; undefined where something is needed that has no example. */
function readParams(document: OpenApiDocument, operation: Operation): object | undefined {
  const needed = listParameters(document, operation)
    .filter(({ required }) => required === true)
    .map((each) => [each.name, firstExample(document, each)] as const);
  const { body: shape } = readShape(document, operation);
  const body = operation.requestBody && deref(document, operation.requestBody).content[json]!;
  const example = body && firstExample(document, body);
  const isMissing = shape?.required === true && example === undefined;
  if (isMissing || needed.some(([, given]) => given === undefined)) return undefined;
  const params = Object.fromEntries(needed.map(([name, given]) => [name, given!.value]));
  if (example === undefined) return params;
  return { ...params, ...(shape?.fields ? (example.value as object) : { body: example.value }) };
}

interface Exemplified {
  example?: unknown;
  examples?: Record<string, Example | Ref>;
  schema?: { example?: unknown; examples?: unknown } | Ref;
}

function firstExample(
  document: OpenApiDocument,
  { example, examples = {}, schema }: Exemplified,
): { value: unknown } | undefined {
  const [first] = Object.values(examples);
  if (first !== undefined) return deref(document, first);
  if (example !== undefined) return { value: example };
  const own = deref(document, schema ?? {}) as { example?: unknown; examples?: unknown[] };
  const [value] = [...(own.examples ?? []), ...("example" in own ? [own.example] : [])];
  return value === undefined ? undefined : { value };
}
