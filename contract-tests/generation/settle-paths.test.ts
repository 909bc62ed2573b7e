// Of a foreign document, each operation has all that is said of it, and no reference that types cannot be made of.
import { describe, expect, it } from "vitest";
import { inlineRefs } from "../../scripts/description/inline-refs.js";
import { settlePaths } from "../../scripts/description/settle-paths.js";

const parameter = (name: string, place = "query", more: object = {}): object => ({
  name,
  in: place,
  ...more,
});

describe("An operation", () => {
  it("has the parameters of its path besides its own, which count first", () => {
    const ref = { $ref: "#/components/parameters/size" };
    const document = {
      paths: {
        "/a": {
          parameters: [parameter("id", "path"), parameter("size"), parameter("page")],
          get: { responses: {}, parameters: [ref, parameter("id", "header")] },
          put: { responses: {}, parameters: [] },
        },
        "/b": { get: {} },
      },
      components: {
        parameters: { size: parameter("size", "query", { required: true }) },
        pathItems: { a: {} },
      },
    };
    const { parameters } = document.components;
    settlePaths(document as never);
    expect(document).toStrictEqual({
      paths: {
        "/a": {
          get: {
            responses: {},
            parameters: [ref, parameter("id", "header"), parameter("id", "path"), parameter("page")],
          },
          put: {
            responses: {},
            parameters: [parameter("id", "path"), parameter("size"), parameter("page")],
          },
        },
        "/b": { get: { responses: {}, parameters: [] } },
      },
      components: { parameters },
    });
  });

  it("has no servers of its own, or of its path, that are those of the document", () => {
    const servers = [{ url: "https://a.test" }];
    const others = (): object => ({ servers: [{ url: "https://b.test" }] });
    const operation = { responses: {}, parameters: [] };
    const document = {
      servers,
      paths: {
        "/a": { servers, get: { servers, ...operation }, put: { ...others(), ...operation } },
        "/b": others(),
      },
    };
    settlePaths(document as never);
    expect(document).toStrictEqual({
      servers,
      paths: { "/a": { get: operation, put: { ...others(), ...operation } }, "/b": others() },
    });
  });

  it("is none where an extension stands among paths, and answers by none among statuses", () => {
    const get = { responses: { "x-a": {}, 200: { description: "" } }, parameters: [] };
    const document = { paths: { "x-a": { get: {} }, "/x-a": { get } } };
    settlePaths(document as never);
    expect(document).toStrictEqual({
      paths: { "/x-a": { get: { responses: { 200: { description: "" } }, parameters: [] } } },
    });
  });

  it("is none in a document without paths, or where neither says where it is served", () => {
    const document = {};
    settlePaths(document as never);
    expect(document).toStrictEqual({ paths: {} });
    const unserved = { paths: { "/a": { servers: undefined } } };
    settlePaths(unserved as never);
    expect(unserved).toStrictEqual({ paths: { "/a": { servers: undefined } } });
  });
});

describe("A reference that types cannot be made of", () => {
  const to = ($ref: string, more: object = {}): object => ({ $ref, ...more });

  it("becomes a copy of what it leads to, with what stands beside it", () => {
    const item = { get: { responses: to("#/components/x-responses", { 404: {} }) } };
    const gone = { 204: { description: "" } };
    const document = {
      paths: {
        "/a": to("#/components/pathItems/a"),
        "/b": to("#/components/pathItems/a", { summary: "B" }),
        "/c": to("#/paths/~1a"),
      },
      components: { pathItems: { a: item }, "x-responses": gone },
    };
    inlineRefs(document);
    const { paths } = document as { paths: Record<string, object> };
    const settled = { get: { responses: { ...gone, 404: {} } } };
    expect(paths).toStrictEqual({ "/a": settled, "/b": { ...settled, summary: "B" }, "/c": settled });
    expect(paths["/a"]).not.toBe(paths["/c"]);
    expect(Reflect.get(paths["/a"]!, "get")).not.toBe(Reflect.get(paths["/b"]!, "get"));
  });

  it("is one where names stand, and no other", () => {
    const schemas = {
      Thing: { properties: { name: { type: "string" } } },
      Other: {
        properties: { properties: to("#/components/schemas/Thing"), list: { examples: [to("#/a")] } },
        $ref: "#/components/schemas/Thing",
        items: null,
        not: to("b.yaml#/paths/~1a"),
      },
    };
    const kept = structuredClone(schemas);
    const document = {
      components: {
        schemas: { ...schemas, Same: { properties: to("#/components/schemas/Thing/properties") } },
      },
    };
    inlineRefs(document);
    expect(document.components.schemas).toStrictEqual({ ...kept, Same: kept.Thing });
  });

  it("may stand in what holds itself", () => {
    const holder: Record<string, unknown> = { properties: to("#/x-properties") };
    holder["x-holder"] = holder;
    inlineRefs(Object.assign(holder, { "x-properties": { a: {} } }));
    expect(holder["properties"]).toEqual({ a: {} });
  });
});
