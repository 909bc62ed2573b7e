import { mkdirSync, rmSync, writeFileSync } from "node:fs";

// What the compiler writes into dist/cjs/ is CommonJS, though the package's own type is module.
rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/cjs", { recursive: true });
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
