import { dirname } from "node:path";
import { readFlags } from "./cli.js";
import { startMock } from "./start-mock.js";

readFlags(
  `Usage: npm run mock

Serves generated/openapi.json on http://127.0.0.1:4010 and says what it thinks of each request. Stop with Ctrl-C.`,
  [],
);
process.chdir(dirname(import.meta.dirname));
const { url } = await startMock("generated/openapi.json", { port: 4010, log: console.log }).catch(
  (error: unknown) => {
    console.error(`Prism cannot serve generated/openapi.json: ${String(error)}`);
    process.exit(1);
  },
);
console.log(`Prism serves ${url}`);
