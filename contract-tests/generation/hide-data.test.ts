// What looks like a reference where data stands is data to every tool.
import { dirname, relative } from "node:path";
import { describe, expect, inject, it } from "vitest";
import type { OpenApiDocument, Operation } from "../../scripts/description/document.js";
import { hideData, revealText } from "../../scripts/description/hide-data.js";
import { locate } from "../../scripts/description/locate.js";
import { render } from "../../scripts/render/render.js";
import { copySource, edit, placeOf } from "./copies.js";

describe("A $ref in data", () => {
  const data = inject("like_refs");
  const text = JSON.stringify(data);

  it("is handed on as it is", async () => {
    const root = copySource(
      edit("paths/member.yaml", "  x-stytch-rbac:", `  x-data: ${text}\n  x-stytch-rbac:`),
      edit("examples/password_deleted_full.yaml", "theme: dark", `theme: ${text}`),
      edit("examples/password_deleted_sparse.yaml", 'name: ""', `name: ""\n    untrusted_metadata: ${text}`),
      edit("responses/InternalServerError.yaml", "value:", `value:\n          error_details: ${text}`),
      edit(
        "schemas/ErrorBody.yaml",
        "examples: [{ field: member_id }]",
        `default: ${text}\n    enum: [${text}]\n    const: ${text}\n    examples: [${text}]`,
      ),
    );
    const files = await render(root);
    const { paths, components } = JSON.parse(files["openapi.json"]!) as OpenApiDocument;
    const item = paths["/v1/b2b/organizations/{organization_id}/members/{member_id}"]!;
    expect((item["delete"] as Operation)["x-data"]).toEqual(data);
    expect(components.schemas["ErrorBody"]!["properties"]).toMatchObject({
      error_details: { default: data, enum: [data], const: data, examples: [data] },
    });
    expect(components.examples!["password_deleted_full"]!.value).toMatchObject({
      member: { untrusted_metadata: { theme: data } },
    });
    expect(Object.values(files).join()).not.toMatch(/\\u0000|\0/);
    const example = ["components", "examples", "password_deleted_full"];
    const theme = ["value", "member", "untrusted_metadata", "theme"];
    const { file, line } = await locate(root, [...example, ...theme, "deep"]);
    expect(`${relative(dirname(root), file)}:${line}`).toBe(
      placeOf("examples/password_deleted_full.yaml", "theme: dark"),
    );
  });

  it("is hidden, and none that a name only makes look like data", () => {
    const named = { default: { $ref: "#/a" }, "x-a": { $ref: "#/b" }, enum: [{ $ref: "#/c" }] };
    const shown = { paths: named, callbacks: named, properties: named, allOf: [{ $ref: "#/d" }] };
    expect(
      hideData({
        ...shown,
        example: { $id: 1, discriminator: 2, discriminators: 3 },
        "x-a": [{ $id: { $anchor: "a" } }],
        default: named,
        examples: [named],
      }),
    ).toEqual({
      ...shown,
      example: { "\0$id": 1, "\0discriminator": 2, discriminators: 3 },
      "x-a": [{ "\0$id": { "\0$anchor": "a" } }],
      default: { default: { "\0$ref": "#/a" }, "x-a": { "\0$ref": "#/b" }, enum: [{ "\0$ref": "#/c" }] },
      examples: [{ default: { "\0$ref": "#/a" }, "x-a": { "\0$ref": "#/b" }, enum: [{ "\0$ref": "#/c" }] }],
    });
  });

  it("is what it was in text that was written from it", () => {
    expect(revealText(String.raw`{ "\u0000$ref": "\u0000" }` + "\0$id\0 \0discriminator")).toBe(
      String.raw`{ "$ref": "\u0000" }` + "$id\0 discriminator",
    );
  });

  it("is served as it is", async () => {
    const headers = { authorization: "Basic YTpi", prefer: "code=500" };
    const url = `${inject("like_refs_url")}/v1/b2b/organizations/a/members/b`;
    const answer = await fetch(url, { method: "DELETE", headers });
    expect(await answer.json()).toMatchObject({ status_code: 500, error_details: data });
  });
});
