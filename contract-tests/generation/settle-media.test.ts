// Of what bodies and answers can be, JSON is left, under one name, and what else there was is told.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { settleMedia } from "../../scripts/description/settle-media.js";

const json = "application/json";
const object = { schema: { type: "object" } };
const other = { schema: { properties: {} } };
const text = { schema: { type: "string" } };

/** Settles an operation, and returns what it is by then and what is told. */
function settle(operation: object, components: object = {}): { operation: object; notes: string[] } {
  const document = { paths: { "/a": { put: { responses: {}, ...operation } } }, components };
  const notes = settleMedia(document as unknown as OpenApiDocument);
  return { operation: document.paths["/a"].put, notes };
}

describe("The content of a body", () => {
  it.for<[from: object, to: object, ...told: string[]]>([
    [{ [json]: object }, { [json]: object }],
    [
      { "text/csv": text, "Application/JSON ; charset=utf-8": object, "*/*": other },
      { [json]: object },
      "text/csv",
      "*/*",
    ],
    [{ [`${json}; v=2`]: other, [json]: object }, { [json]: object }],
    [{ "text/*": other, "application/*": object }, { [json]: object }, "text/*", "application/*"],
    [{ "application/*": text, "*/*": object }, { [json]: object }, "application/*", "*/*"],
    [
      { "application/*": {}, "*/*": { schema: { $ref: "#/components/schemas/text" } } },
      { "application/*": {}, "*/*": { schema: { $ref: "#/components/schemas/text" } } },
    ],
    [{ "application/xml": object }, { "application/xml": object }],
  ])("%j is %j", ([from, to, ...told]) => {
    const { operation, notes } = settle(
      { requestBody: { content: from } },
      { schemas: { text: text.schema } },
    );
    expect(operation).toMatchObject({ requestBody: { content: to } });
    expect(notes).toEqual(
      told.length === 0 ? [] : [`PUT /a takes ${told.join(", ")}: the client sends JSON.`],
    );
  });
});

describe("The content of an answer", () => {
  const response = (content: object): object => ({ description: "", content });

  it.for<[status: string, from: object, to: object | undefined]>([
    ["200", { "application/*": object }, { [json]: object }],
    ["200", { "application/problem+json": object }, { "application/problem+json": object }],
    ["4XX", { "application/problem+json": object }, { [json]: object }],
    ["default", { "*/*": object }, { [json]: object }],
    ["400", { "application/xml": object }, { "application/xml": object }],
    ["204", { [json]: object }, undefined],
    ["205", { [json]: object }, undefined],
  ])("with %s, %j is %j", ([status, from, to]) => {
    const { operation } = settle({ responses: { [status]: response(from) } });
    expect(operation).toEqual({
      responses: { [status]: { description: "", ...(to && { content: to }) } },
    });
  });

  it("is settled once, and told for each operation that has it", () => {
    const ref = { $ref: "#/components/responses/many" };
    const many = response({ "text/csv": text, [json]: object });
    const item = { get: { responses: { 200: ref, 202: ref } }, put: { responses: { 200: ref, 404: ref } } };
    const document = { paths: { "/a": item }, components: { responses: { many } } };
    const before = structuredClone(item);
    expect(settleMedia(document as never)).toEqual([
      "GET /a answers in text/csv: the client asks for JSON.",
      "PUT /a answers in text/csv: the client asks for JSON.",
    ]);
    expect(item).toEqual(before);
    expect(many).toEqual(response({ [json]: object }));
  });

  it("is none where HTTP has none, and where there is none it stays a reference", () => {
    const ref = { $ref: "#/components/responses/gone" };
    const item = {
      head: { responses: { 200: response({ [json]: object }) } },
      put: { responses: { 204: ref } },
    };
    const document = { paths: { "/a": item }, components: { responses: { gone: { description: "" } } } };
    expect(settleMedia(document as never)).toEqual([]);
    expect(item).toEqual({
      head: { responses: { 200: { description: "" } } },
      put: { responses: { 204: ref } },
    });
  });
});
