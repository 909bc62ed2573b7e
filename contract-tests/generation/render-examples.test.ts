// The examples of a description become answers that a program can name.
import { expect, it } from "vitest";
import ts from "typescript";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { renderExamples } from "../../scripts/render/render-examples.js";

interface Rendered {
  method: string;
  path: string;
  answers: Record<string, { status: number; headers: object; json?: string }>;
}

const json = (examples: object): object => ({ content: { "application/json": { examples } } });

async function render(responses: object): Promise<Rendered> {
  const document = { paths: { "/a/{b}": { post: { operationId: "a.b", responses } } }, components: {} };
  const { outputText } = ts.transpileModule(renderExamples(document as unknown as OpenApiDocument), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`;
  const { examples } = (await import(/* @vite-ignore */ url)) as { examples: { "a.b": Rendered } };
  return examples["a.b"];
}

it("has method, path, status and body, whatever the body holds", async () => {
  const body = { text: `it's "so" \\ \n \u2028 \${x} </script>`, __proto__: null };
  const { method, path, answers } = await render({ 201: json({ made: { value: body } }) });
  expect([method, path]).toEqual(["POST", "/a/{b}"]);
  expect(answers["made"]!.status).toBe(201);
  expect(JSON.parse(answers["made"]!.json!)).toEqual(body);
});

it("has the first example of each header, and no body where there is none", async () => {
  const headers = { "X-A": { example: 3 }, "X-B": { examples: { one: { value: "b" } } }, "X-C": {} };
  expect((await render({ 204: { headers } })).answers).toEqual({
    empty_204: { status: 204, headers: { "X-A": "3", "X-B": "b" }, json: undefined },
  });
});

it("is called an example where it has no name, and is none where an extension stands beside the statuses", async () => {
  const media = { example: { a: 1 }, examples: { made: { value: { a: 2 } } } };
  const { answers } = await render({
    200: { content: { "application/json": media } },
    "x-note-2": { content: { "application/json": media } },
    "x-nothing": null,
  });
  expect(answers).toEqual({
    made: { status: 200, headers: {}, json: '{"a":2}' },
    example: { status: 200, headers: {}, json: '{"a":1}' },
  });
});

it("tells answers of one name apart by their status, and reads that of `default` from its example", async () => {
  const { answers } = await render({
    404: json({ gone: { value: {} }, ["__proto__"]: { value: {} } }),
    410: json({ gone: { value: {} } }),
    "4XX": json({ odd: { value: {} } }),
    default: json({ busy: { value: { status_code: 503 } }, other: { value: {} } }),
  });
  expect(Object.entries(answers).map(([name, { status }]) => [name, status])).toEqual([
    ["gone_404", 404],
    ["__proto__", 404],
    ["gone_410", 410],
    ["odd", 400],
    ["busy", 503],
    ["other", 500],
  ]);
});
