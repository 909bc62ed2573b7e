import { renderForeign } from "../../scripts/render/render-foreign.js";
import { write } from "./foreign-files.js";

export const to = (place: string): object => ({ $ref: `#/components/schemas/${place}` });
export const text = { type: "string" };
export const object = (properties: object, more: object = {}): object => ({
  type: "object",
  properties,
  ...more,
});

/** Renders a document whose one operation, `put`, takes and answers the first of these schemas. */
export function renderSchemas(schemas: object, openapi = "3.1.0"): ReturnType<typeof renderForeign> {
  const content = { "application/json": { schema: to(Object.keys(schemas)[0]!) } };
  const operation = {
    operationId: "put",
    requestBody: { required: true, content },
    responses: { 200: { description: "", content } },
  };
  const document = {
    openapi,
    info: { title: "A", version: "1" },
    servers: [{ url: "https://a.test" }],
    security: [],
    paths: { "/a": { put: operation } },
    components: { schemas },
  };
  return renderForeign(write({ "a.json": JSON.stringify(document, null, 1) }));
}
