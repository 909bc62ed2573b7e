import {
  deref,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
} from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { goldens } from "../../contract/golden/goldens.js";

/** An API description in which one thing is different. The client and the fixtures stay as they are. */
export interface SpecMutant {
  name: string;
  operationId: string;
  /** The id of the obligation that it breaks; undefined where none is about it, and for a widening. */
  breaks: string | undefined;
  /** What of the generated types it changes, where the obligation does not say so by itself. */
  type?: string;
  /**
   * Set for a change that breaks no caller. True when what people typed by hand has to notice it all the same: it lists
   * what there is.
   */
  widening?: boolean;
  document: OpenApiDocument;
}

/** A copy of a document, and of what an operation shares with others: each mutant spoils one operation. */
interface Copy {
  document: OpenApiDocument;
  operation: Operation;
  item: Record<string, unknown>;
}

export type Edit = (copy: Copy) => void;

/** What makes a mutant of an operation. */
export type Mutate = (name: string, breaks: string | undefined, edit: Edit, widening?: boolean) => SpecMutant;

/** Whether people typed of an operation what it is: what a description only leaves out, nothing else can tell. */
export const hasGolden = (operationId: string): boolean =>
  goldens.some((golden) => golden.operationId === operationId);

export function mutatorOf(document: OpenApiDocument, { operationId, path, method }: OperationCase): Mutate {
  return (name, breaks, edit, widening) => {
    const copy = structuredClone(document);
    const item = copy.paths[path]!;
    const operation = item[method.toLowerCase()] as Operation;
    operation.parameters = (operation.parameters ?? []).map((parameter) =>
      structuredClone(deref(copy, parameter)),
    );
    if (operation.requestBody !== undefined)
      operation.requestBody = structuredClone(deref(copy, operation.requestBody));
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        structuredClone(deref(copy, response)),
      ]),
    );
    edit({ document: copy, operation, item });
    return {
      name: `${operationId}: ${name}`,
      operationId,
      breaks: breaks && `${operationId}: ${breaks}`,
      document: copy,
      ...(widening !== undefined && { widening }),
    };
  };
}

export const parameterOf = (operation: Operation, name: string): Parameter =>
  operation.parameters!.map((each) => each as Parameter).find((each) => each.name === name)!;

export const responseOf = (operation: Operation, status: string): Response =>
  operation.responses[status] as Response;
