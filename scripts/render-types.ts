import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { banner } from "./banner.js";
import type { OpenApiDocument } from "./document.js";

/** Writes the types of a bundled document. */
export async function renderTypes(document: OpenApiDocument): Promise<string> {
  const ast = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    transform: (schema) => openValueSet(schema),
  });
  return `${banner}\n${astToString(ast)}`;
}

/** `anyOf` of known values and any string: a plain union would decay to `string`, and editors would complete nothing. */
function openValueSet(schema: object): ts.TypeNode | undefined {
  const [known, any, ...rest] = (schema as { anyOf?: { enum?: unknown[]; type?: unknown }[] }).anyOf ?? [];
  if (!known?.enum?.every((value) => typeof value === "string") || any?.type !== "string" || any.enum || rest.length > 0) {
    return undefined;
  }
  const { factory } = ts;
  const literals = known.enum.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const anyString = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(anyString)]);
}
