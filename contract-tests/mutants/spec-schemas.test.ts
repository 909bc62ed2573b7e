import { document } from "../spec.js";
import { testSpecMutants } from "./test-spec-mutants.js";
import { mutateSchemas } from "./spec-mutants.js";

await testSpecMutants(mutateSchemas(document));
