// A change of an operation's description is noticed.
import { document, operations } from "../../contract/cases.js";
import { testSpecMutants } from "./test-spec-mutants.js";
import { mutateOperation } from "./spec-mutants.js";

await testSpecMutants(operations.flatMap((operation) => mutateOperation(document, operation)));
