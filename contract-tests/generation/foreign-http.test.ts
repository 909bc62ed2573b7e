// What a foreign document says of media types, statuses, servers and tokens becomes what the client sends and reads.
import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { findViolation } from "../../scripts/description/read-foreign.js";
import { displayPath } from "../../scripts/description/spec-error.js";
import { renderForeign } from "../../scripts/render/render-foreign.js";
import { compile, write } from "./foreign-files.js";

const servers = [{ url: "https://a.test" }];

function render(paths: object, more: object = {}): ReturnType<typeof renderForeign> {
  const document = {
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    servers,
    security: [],
    paths,
    ...more,
  };
  return renderForeign(write({ "a.json": JSON.stringify(document, null, 1) }));
}

const object = { schema: { type: "object", required: ["a"], properties: { a: { type: "string" } } } };
const text = { schema: { type: "string" } };
const answer = (content?: object, status: number | string = 200): object => ({
  responses: { [status]: { description: "", ...(content && { content }) } },
});

describe("Media types", () => {
  it("that are JSON in another spelling, or one of several, are JSON", async () => {
    const { files, notes } = await render(
      {
        "/a": {
          get: { operationId: "one", ...answer({ "Application/JSON; charset=utf-8": object }) },
          post: {
            operationId: "two",
            requestBody: { $ref: "#/components/requestBodies/two" },
            ...answer({ "application/xml": text, "application/json": object, "text/csv": text }),
          },
          put: {
            operationId: "three",
            requestBody: { $ref: "#/components/requestBodies/two" },
            ...answer({ "*/*": object }),
          },
          patch: {
            operationId: "four",
            requestBody: {
              content: { "application/*": {}, "application/json;v=1": object, "application/json;v=2": text },
            },
            ...answer({ "application/json": {} }),
          },
        },
      },
      {
        components: {
          requestBodies: {
            two: { content: { "application/x-www-form-urlencoded": text, "application/json": object } },
          },
        },
      },
    );
    expect(notes).toEqual([
      "PUT /a takes application/x-www-form-urlencoded: the client sends JSON.",
      "PUT /a answers in */*: the client asks for JSON.",
      "POST /a takes application/x-www-form-urlencoded: the client sends JSON.",
      "POST /a answers in application/xml, text/csv: the client asks for JSON.",
      "PATCH /a takes application/*: the client sends JSON.",
    ]);
    const program = `
      import { B2BClient } from "./index.js";
      import { createFetchClient } from "./fetch-client.js";
      const client = new B2BClient();
      type Answer = Promise<{ a: string }>;
      export const all: Answer[] = [client.one(), client.two({ a: "b" }), client.three({ a: "b" })];
      export const any: Promise<unknown> = client.four({ a: "b" });
      export const raw = createFetchClient().PATCH("/a", { params: {}, body: { a: "b" } });`;
    expect(compile(files, program)).toEqual([]);
    expect(files["client.ts"]).toContain('success: { 200: "json" },');
    expect(files["openapi.json"]).not.toMatch(/charset|xml|csv|v=|\*/);
  });

  it("of a failure are JSON by any name that says so", async () => {
    const problem = {
      schema: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
    };
    const { files, notes } = await render({
      "/a": {
        get: {
          operationId: "one",
          responses: {
            204: { description: "" },
            404: { description: "", content: { "text/html": text, "application/problem+json": problem } },
            "5XX": { description: "", content: { "text/html": text } },
          },
        },
      },
    });
    expect(notes).toEqual([]);
    const program = `
      import { createFetchClient } from "./fetch-client.js";
      const { error } = await createFetchClient().GET("/a", { params: {} });
      // Of the 5XX, which has no JSON, the client makes an ErrorBody.
      export const said: string | undefined = error && ("title" in error ? error.title : error.error_type);`;
    expect(compile(files, program)).toEqual([]);
  });

  it("are left out where HTTP has no content", async () => {
    const { files } = await render({
      "/a": {
        head: {
          operationId: "look",
          responses: {
            200: { description: "", content: { "text/plain": text } },
            404: { description: "", content: { "application/json": object } },
          },
        },
        delete: { operationId: "drop", ...answer({ "text/plain": text }, 204) },
      },
    });
    const program = `
      import { createFetchClient } from "./fetch-client.js";
      import { B2BClient } from "./index.js";
      const client = new B2BClient();
      export const none: Promise<undefined>[] = [client.look(), client.drop()];
      // Of a failure without content, the client makes an ErrorBody.
      const { error } = await createFetchClient().HEAD("/a", { params: {} });
      export const said: string | undefined = error?.error_type;`;
    expect(compile(files, program)).toEqual([]);
  });

  it.for([
    ["a success in +json, which the client does not ask for", answer({ "application/hal+json": object })],
    ["a success in any text", answer({ "*/*": text })],
    ["a success in anything", answer({ "*/*": {} })],
    ["a success in XML", answer({ "application/xml": object })],
  ] as const)("are refused: %s", async ([, operation]) => {
    await expect(render({ "/a": { get: operation } })).rejects.toThrow(
      /^The client cannot express a success other than application\/json\. \(1\)\n {2}\S.*\/a\.json:\d+ \/a get responses 200$/,
    );
  });

  it.for(["application/json-patch+json", "multipart/form-data", "text/json"])(
    "are refused: a body in %s",
    async (type) => {
      const operation = { requestBody: { content: { [type]: object } }, ...answer(undefined, 204) };
      await expect(render({ "/a": { put: operation } })).rejects.toThrow(
        "The client cannot express a body other than application/json. (1)",
      );
    },
  );
});

it("An optional body is given as a whole, or not at all", async () => {
  const schema = { ...object.schema, properties: { a: { type: "string" }, b: { type: "number" } } };
  const requestBody = { content: { "application/json": { schema } } };
  const parameters = [{ name: "q", in: "query", schema: { type: "string" } }];
  const { files } = await render({
    "/a": { put: { operationId: "one", parameters, requestBody, ...answer(undefined, 204) } },
  });
  const program = `
    import { B2BClient } from "./index.js";
    const { one } = new B2BClient();
    export const all = [one(), one({}), one({ q: "a" }), one({ a: "b" }), one({ a: "b", b: 1, q: "c" })];
    // @ts-expect-error: a body has an \`a\`
    export const half = one({ b: 1 });
    // @ts-expect-error: beside a query too
    export const other = one({ b: 1, q: "c" });
    // @ts-expect-error: there is no such field
    export const more = one({ a: "b", c: 1 });`;
  expect(compile(files, program)).toEqual([]);
});

describe("Headers", () => {
  const header = (name: string, more: object = {}): object => ({
    name,
    in: "header",
    required: true,
    schema: { type: "string" },
    ...more,
  });

  it("that OpenAPI ignores are no parameters", async () => {
    const { files } = await render({
      "/a": {
        get: {
          operationId: "one",
          parameters: [header("accept", { content: {} }), header("Authorization"), header("X-A")],
          ...answer(undefined, 204),
        },
        put: { operationId: "two", parameters: [header("Content-Type")], ...answer(undefined, 204) },
      },
    });
    const program = `
      import { B2BClient } from "./index.js";
      import { createFetchClient } from "./fetch-client.js";
      const client = new B2BClient();
      export const gone: Promise<undefined>[] = [client.one({ "X-A": "a" }), client.two()];
      export const raw = createFetchClient().GET("/a", { params: { header: { "X-A": "a" } } });
      // @ts-expect-error: it is the client's
      export const wrong = client.one({ "X-A": "a", Authorization: "b" });`;
    expect(compile(files, program)).toEqual([]);
  });

  it("that the client sends itself are refused with file and line, as is what no object has as a key", async () => {
    const body = JSON.parse(
      '{ "type": "object", "properties": { "__proto__": { "type": "string" } } }',
    ) as object;
    const operation = {
      parameters: [header("Authorization"), header("User-Agent"), header("__proto__")],
      requestBody: { content: { "application/json": { schema: body } } },
      ...answer(undefined, 204),
    };
    await expect(render({ "/a": { put: operation } })).rejects.toThrow(
      new RegExp(
        [
          "^The client cannot express the header …, which is sent by itself\\. \\(1\\)",
          "  \\S.*/a\\.json:\\d+ /a put parameters 1 \\(User-Agent\\)",
          "The client cannot express a parameter called …\\. \\(1\\)",
          "  \\S.*/a\\.json:\\d+ /a put parameters 2 \\(__proto__\\)",
          "The client cannot express a field called …\\. \\(1\\)",
          "  \\S.*/a\\.json:\\d+ /a put requestBody \\(__proto__\\)$",
        ].join("\n"),
      ),
    );
  });
});

describe("Servers", () => {
  it("of an operation or a path are the document's, or are refused with file and line", async () => {
    const same = { ...answer(undefined, 204), servers };
    const { notes } = await render({ "/a": { servers, get: same } });
    expect(notes).toEqual(["GET /a is called getA."]);
    const other = [{ url: "https://b.test" }];
    await expect(
      render({ "/a": { get: { ...same, servers: other } }, "/b": { servers: other, get: same, put: same } }),
    ).rejects.toThrow(
      /^The client cannot express a path's own servers\. \(1\)\n {2}\S.*:\d+ \/b servers\nThe client cannot express an operation's own servers\. \(1\)\n {2}\S.*:\d+ \/a get servers$/,
    );
  });

  it("without an address are told", async () => {
    const { notes } = await render({ "/a": { get: answer(undefined, 204) } }, { servers: [{ url: "/v1" }] });
    expect(notes).toContain("No server has an address of its own: the client takes it as `custom_base_url`.");
  });
});

it("Statuses are exact or stand for all failures of their kind, and extensions are none", async () => {
  const known = ["200", "302", "404", "599", "3XX", "4XX", "5XX", "default", "x-note"];
  const unknown = ["199", "600", "2XX", "6XX", "4xx", "1404", "4040", "4XXX", "x4XX", "defaults"];
  const responses = Object.fromEntries([...known, ...unknown].map((status) => [status, { description: "" }]));
  const error = await render({ "/a": { get: { responses } } }).catch((reason: unknown) => reason);
  const [heading, ...places] = (error as Error).message.split("\n");
  expect(heading).toBe("The client cannot express a response …. (10)");
  expect(places.map((place) => place.split(" ").at(-1))).toEqual(
    Object.keys(responses).flatMap((status) => (unknown.includes(status) ? [`(${status})`] : [])),
  );
});

it("Extensions beside paths and statuses may hold anything", async () => {
  const json = { "application/json": object };
  const { responses } = answer(json) as { responses: object };
  const get = { responses: { "x-null": null, "x-text": "a", "x-schema": answer(json), ...responses } };
  const { files } = await render({ "x-null": null, "x-text": "a", "x-path": { get }, "/a": { get } });
  const { paths } = JSON.parse(files["openapi.json"]!) as { paths: Record<string, { get: typeof get }> };
  expect(Object.keys(paths)).toEqual(["/a"]);
  expect(Object.keys(paths["/a"]!.get.responses)).toEqual(["200"]);
  expect(files["examples.ts"]).not.toContain("x-");
});

describe("What OpenAPI forbids", () => {
  const info = { title: "A", version: "1" };
  const rest = { info, servers, security: [], paths: { "/a": { get: answer(undefined, 204) } } };

  it("is asked of the document's own version", async () => {
    const licensed = { ...rest, info: { ...info, license: { name: "Own" } } };
    const file = write({ "a.json": JSON.stringify({ openapi: "3.0.3", ...licensed }) });
    expect((await renderForeign(file)).notes).toEqual(["GET /a is called getA."]);
  });

  it("is told of a version that the validator does not know", async () => {
    const document = { openapi: "3.1.99", ...rest };
    const problem = await findViolation(write({ "a.json": JSON.stringify(document) }), document);
    expect(problem).toMatchObject({
      line: 1,
      message: expect.stringMatching(
        /^OpenAPI forbids this: Unsupported OpenAPI version: 3\.1\.99\./,
      ) as string,
    });
  });

  it("is told without a word of the validator", async () => {
    const warn = vi.spyOn(console, "warn");
    onTestFinished(() => warn.mockRestore());
    // It says what it has to say when it is first asked.
    const again = "../../scripts/description/read-foreign.js?again";
    const anew = (await import(again)) as { findViolation: typeof findViolation };
    const components = { schemas: { A: { discriminator: 7 } } };
    const document = { openapi: "3.1.1", ...rest, components };
    const problem = await anew.findViolation(write({ "a.json": JSON.stringify(document) }), document);
    expect(problem?.message).toMatch("/components/schemas/A/discriminator must be object.");
    expect(warn).not.toHaveBeenCalled();
  });

  it.for(["3.0.3", "3.1.1"])("is told of a schema too: %s", async (openapi) => {
    const components = {
      schemas: { A: { type: "object", properties: { a: { type: "string", minLength: "b" } } } },
    };
    const file = write({
      "a.json": JSON.stringify({ openapi, ...rest, components }, null, 1),
    });
    const line =
      readFileSync(file, "utf8")
        .split("\n")
        .findIndex((each) => each.includes("minLength")) + 1;
    const [told] = (await renderForeign(file)).notes;
    expect(told).toContain(`${displayPath(file)}:${line} OpenAPI forbids this: /components/schemas/A/`);
  });
});

it.for(["3.0.3", "3.1.1"])("A schema that was left empty is told with its line: %s", async (openapi) => {
  const document = `openapi: ${openapi}
info: { title: A, version: "1" }
servers: [{ url: "https://a.test" }]
paths: { /a: { get: { responses: { 204: { description: a } } } } }
components:
  schemas:
    A:
      properties:
        a:`;
  const file = write({ "a.yaml": document });
  await expect(renderForeign(file)).rejects.toThrow(`${displayPath(file)}:9 OpenAPI forbids this: `);
});

describe("A parameter that can be more than a URL or a header holds", () => {
  const list = { type: "array", items: text.schema };
  const get = (...parameters: object[]): object => ({
    "/a": { get: { operationId: "one", parameters, ...answer(undefined, 204) } },
  });

  it("is what is left of its choices, which is told", async () => {
    const properties = {
      name: { anyOf: [text.schema, list] },
      size: { description: "How many.", type: ["integer", "array", "object"], items: {}, properties: {} },
      kind: { $ref: "#/components/schemas/Kind" },
      plain: { oneOf: [text.schema, { type: "boolean" }] },
    };
    const q = { name: "q", in: "query", style: "deepObject", schema: { $ref: "#/components/schemas/Query" } };
    const { files, notes } = await render(
      get(
        q,
        {
          name: "ids",
          in: "query",
          schema: { type: "array", items: { anyOf: [{ type: "integer" }, list] } },
        },
        { name: "X-A", in: "header", schema: { oneOf: [list, object.schema] } },
        { name: "p", in: "query", style: "pipeDelimited", schema: { anyOf: [object.schema, list] } },
        { name: "s", in: "query", schema: { anyOf: [text.schema, list] } },
      ),
      {
        components: {
          schemas: {
            Query: { allOf: [{ type: "object", properties }] },
            Kind: { anyOf: [{ enum: ["a", "b"] }, { $ref: "#/components/schemas/List" }, { type: "null" }] },
            List: list,
          },
        },
      },
    );
    expect(notes).toEqual(
      ["q", "ids", "X-A", "p"].map(
        (name) =>
          `GET /a takes less in the parameter ${name} than is described: a list or an object cannot be written there.`,
      ),
    );
    const program = `
      import { B2BClient, type Kind } from "./index.js";
      const { one } = new B2BClient();
      export const all = one({ q: { name: "a", size: 1, kind: "b", plain: true }, ids: [1], "X-A": ["a"], p: ["b"], s: ["c"] });
      export const kind: Kind = ["a"];
      // @ts-expect-error: a list in an object
      export const name = one({ q: { name: ["a"] } });
      // @ts-expect-error: the same
      export const size = one({ q: { size: [1] } });
      // @ts-expect-error: by a reference
      export const kinds = one({ q: { kind: ["a"] } });
      // @ts-expect-error: a list in a list
      export const ids = one({ ids: [["a"]] });
      // @ts-expect-error: an object in a header
      export const header = one({ "X-A": { a: "b" } });`;
    expect(compile(files, program)).toEqual([]);
  });

  it.for<[what: string, schema: object]>([
    ["a list alone", list],
    ["a list or null", { anyOf: [list, { type: "null" }] }],
    ["a list or null in one", { type: ["array", "null"] }],
  ])("is refused with file and line where nothing is left: %s", async ([, inner]) => {
    const schema = { type: "object", properties: { a: inner } };
    await expect(render(get({ name: "q", in: "query", style: "deepObject", schema }))).rejects.toThrow(
      /^The client cannot express a list or an object in the parameter …\. \(1\)\n {2}\S.*\/a\.json:\d+ \/a get parameters 0 \(q\)$/,
    );
  });
});
