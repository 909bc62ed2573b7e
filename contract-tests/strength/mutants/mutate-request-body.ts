import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type RequestBody,
} from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { placesOf } from "../../contract/values/hosts.js";
import { mutatorOf, type Edit, type SpecMutant } from "./spec-mutant.js";
import { where } from "./where.js";

interface Fields extends JsonSchema {
  properties: Record<string, JsonSchema>;
  required?: string[];
}

/** What can become of the body that a description asks for, or one that it does not ask for. */
export function mutateRequestBody(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const { method, body } = operation;
  const mutant = mutatorOf(document, operation);
  if (body === undefined) {
    if (operation.item.requestBody !== undefined || ["GET", "HEAD"].includes(method)) return [];
    return [
      mutant("a required body", ({ operation: edited }) => {
        const schema = { type: "object", properties: { reason: { type: "string" } }, required: ["reason"] };
        edited.requestBody = { required: true, content: { "application/json": { schema } } };
      }),
    ];
  }
  const contentOf = ({ operation: edited }: Parameters<Edit>[0]) =>
    (edited.requestBody as RequestBody).content;
  const places = placesOf(document, operation, "request");
  const top = places.filter(({ trail, property }) => property !== undefined && trail.split("/").length === 2);
  const own = top.filter(({ holder }) =>
    Object.hasOwn(fieldsOf(document, body.schema), holder.trail.slice(1)),
  );
  /** A mutant of the body's schema, as a copy that no other body shares. */
  const field = (
    name: string,
    place: (typeof top)[number],
    edit: (fields: Fields, key: string) => void,
  ): SpecMutant => {
    return mutant(name, (copy) => {
      const media = contentOf(copy)[body.type]!;
      const schema = structuredClone(deref(copy.document, media.schema)) as Fields;
      media.schema = schema;
      // What its examples show is of the schema as it was.
      delete media.example;
      delete media.examples;
      edit(schema, place.property!.name);
    });
  };
  return [
    mutant("no body", ({ operation: edited }) => delete edited.requestBody),
    mutant("a body of another media type", (copy) => {
      const content = contentOf(copy);
      content["application/merge-patch+json"] = content[body.type]!;
      delete content[body.type];
    }),
    ...(body.required
      ? []
      : [
          mutant("the body required", ({ operation: edited }) => {
            (edited.requestBody as RequestBody).required = true;
          }),
        ]),
    ...where(own[0], (place) => [
      field(`${place.property!.name} removed from the body`, place, ({ properties, ...rest }, key) => {
        delete properties[key];
        rest.required?.splice(rest.required.indexOf(key), Number(rest.required.includes(key)));
      }),
      field(`${place.property!.name} renamed in the body`, place, (fields, key) => {
        fields.properties["renamed"] = fields.properties[key]!;
        delete fields.properties[key];
        fields.required = (fields.required ?? []).map((each) => (each === key ? "renamed" : each));
      }),
      field(`${place.property!.name} of another type in the body`, place, (fields, key) => {
        fields.properties[key] = { type: place.shape.types.has("boolean") ? "string" : "boolean" };
      }),
    ]),
    ...where(
      own.find(({ property }) => !property!.required),
      (place) => [
        field(`${place.property!.name} required in the body`, place, (fields, key) => {
          (fields.required ??= []).push(key);
        }),
      ],
    ),
    ...where(own[0], (place) => [
      field("one more required field in the body", place, (fields) => {
        fields.properties["added"] = { type: "string" };
        (fields.required ??= []).push("added");
      }),
    ]),
  ];
}

const fieldsOf = (document: OpenApiDocument, schema: JsonSchema): object =>
  Object(deref<JsonSchema>(document, schema)["properties"]) as object;
