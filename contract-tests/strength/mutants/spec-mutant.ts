import type {
  OpenApiDocument,
  Operation,
  Parameter,
  Response,
} from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { goldens } from "../../contract/golden/goldens.js";
import { editOperation, type Copy } from "../proof/edit-operation.js";

/** An API description in which one thing is different. The client and the fixtures stay as they are. */
export interface SpecMutant {
  name: string;
  operationId: string;
  /**
   * Set for a change that breaks no caller. True when what people typed by hand has to notice it all the same: it lists
   * what there is.
   */
  widening?: boolean;
  document: OpenApiDocument;
}

export type Edit = (copy: Copy) => void;

/** What makes a mutant of an operation. */
export type Mutate = (name: string, edit: Edit, widening?: boolean) => SpecMutant;

/** Whether people typed of an operation what it is: what a description only leaves out, nothing else can tell. */
export const hasGolden = (operationId: string): boolean =>
  goldens.some((golden) => golden.operationId === operationId);

export function mutatorOf(document: OpenApiDocument, operation: OperationCase): Mutate {
  const { operationId } = operation;
  return (name, edit, widening) => ({
    name: `${operationId}: ${name}`,
    operationId,
    document: editOperation(document, operation, edit),
    ...(widening !== undefined && { widening }),
  });
}

export const parameterOf = (operation: Operation, name: string): Parameter =>
  operation.parameters!.map((each) => each as Parameter).find((each) => each.name === name)!;

export const responseOf = (operation: Operation, status: string): Response =>
  operation.responses[status] as Response;
