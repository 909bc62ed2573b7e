import {
  astToString,
  scanDiscriminators,
  transformSchema,
  type GlobalContext,
  type OpenAPI3,
} from "openapi-typescript";
import ts from "typescript";
import { deref, type OpenApiDocument } from "../description/document.js";
import { hideData, revealText } from "../description/hide-data.js";
import { expressDiscriminators } from "./express-discriminators.js";
import { expressSchemas, readMark } from "./express-schemas.js";
import { nameRecursive } from "./name-recursive.js";

/**
 * Writes the types of a bundled document, of which all references lead to somewhere. openapi-typescript's own call would
 * lint and bundle it again, which takes longer than all the rest.
 */
export function renderTypes(document: OpenApiDocument): string {
  const expressed = expressSchemas(expressDiscriminators(document));
  const hidden = hideData(expressed);
  const schema = hidden as unknown as OpenAPI3;
  const context = {
    discriminators: scanDiscriminators(schema, {}),
    injectFooter: [],
    resolve: ($ref: string) => deref<object>(hidden, { $ref }),
    // What has a default may be left out all the same.
    defaultNonNullable: false,
    transform: (each: object) => markedType(each),
    postTransform: (type: ts.TypeNode) => openValueSet(type),
  };
  // All other settings are off where they are left out.
  const ast = transformSchema(schema, context as Partial<GlobalContext> as GlobalContext);
  return revealText(astToString([...nameRecursive(expressed, ast)]));
}

function markedType(schema: object): ts.TypeNode | undefined {
  const { factory } = ts;
  const mark = readMark(schema);
  if (mark === "never") return factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  if (mark !== "present") return undefined;
  // Anything that JSON has: together with the type of an optional property, that without `undefined`.
  const something = factory.createTypeLiteralNode([]);
  return factory.createUnionTypeNode([something, factory.createLiteralTypeNode(factory.createNull())]);
}

/** Known values or any string. A plain union of them decays to `string`, and editors would complete nothing. */
function openValueSet(type: ts.TypeNode): ts.TypeNode | undefined {
  const members = listMembers(type);
  const isString = (member: ts.TypeNode): boolean => member.kind === ts.SyntaxKind.StringKeyword;
  // openapi-typescript writes a string literal, and nothing else, as an identifier: one that has quotes in its text.
  if (!members.some(ts.isIdentifier)) return undefined;
  const { factory } = ts;
  const anyString = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([
      factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      factory.createTypeLiteralNode([]),
    ]),
  );
  return factory.createUnionTypeNode(members.map((member) => (isString(member) ? anyString : member)));
}

/** The members of a union, those of the unions in it included. */
function listMembers(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return listMembers(type.type);
  return ts.isUnionTypeNode(type) ? type.types.flatMap(listMembers) : [type];
}
