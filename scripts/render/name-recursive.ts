import ts from "typescript";
import type { OpenApiDocument } from "../description/document.js";
import { findRecursiveLists } from "../description/find-recursive.js";

/**
 * Gives each schema that leads back to itself through lists a type of its own: the compiler follows a type to itself by
 * the name of a type, but not by a property of an interface.
 */
export function nameRecursive(document: OpenApiDocument, nodes: readonly ts.Node[]): readonly ts.Node[] {
  const recursive = new Set<string | undefined>(findRecursiveLists(document));
  if (recursive.size === 0) return nodes;
  const { factory } = ts;
  const types: ts.Node[] = [];
  const refer = (name: string | undefined) => factory.createTypeReferenceNode(`Schema_${name}`);
  const visit = (node: ts.Node): ts.Node => {
    const name = nameOfSchema(node);
    return recursive.has(name) ? refer(name) : ts.visitEachChild(node, visit, undefined);
  };
  const visitSchemas = (node: ts.Node): ts.Node => {
    if (ts.isTypeLiteralNode(node)) return ts.visitEachChild(node, visitSchemas, undefined);
    const name = ts.isPropertySignature(node) ? textOf(node.name) : undefined;
    if (!ts.isPropertySignature(node) || !recursive.has(name)) return visit(node);
    const type = visit(node.type!) as ts.TypeNode;
    types.push(factory.createTypeAliasDeclaration([], `Schema_${name}`, [], type));
    return factory.updatePropertySignature(node, node.modifiers, node.name, node.questionToken, refer(name));
  };
  const visitComponents = (node: ts.Node): ts.Node =>
    isNamed(node, "schemas") ? ts.visitEachChild(node, visitSchemas, undefined) : visit(node);
  const visitTop = (node: ts.Node): ts.Node =>
    isNamed(node, "components") ? ts.visitEachChild(node, visitComponents, undefined) : visit(node);
  return [...nodes.map(visitTop), ...types];
}

const isNamed = (node: ts.Node, name: string): boolean =>
  (ts.isInterfaceDeclaration(node) || ts.isPropertySignature(node)) && textOf(node.name) === name;

/** `X` of `components["schemas"]["X"]`. */
function nameOfSchema(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node)) return undefined;
  const { objectType: schemas, indexType } = node;
  if (!ts.isIndexedAccessTypeNode(schemas)) return undefined;
  // No other type has this key, but what is within another schema can.
  const isRoot = ts.isTypeReferenceNode(schemas.objectType);
  return isRoot && textOf(schemas.indexType) === "schemas" ? textOf(indexType) : undefined;
}

/** The text of an identifier or a literal, or of the type that one is. What is something else has none. */
function textOf(node: ts.Node): string | undefined {
  return ts.isLiteralTypeNode(node) ? textOf(node.literal) : (node as Partial<ts.Identifier>).text;
}
