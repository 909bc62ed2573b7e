import { readdirSync } from "node:fs";

/** Every page for people. */
export function listPages(): string[] {
  const docs = readdirSync("docs").filter((name) => name.endsWith(".md"));
  return [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "contract-tests/README.md",
    "examples/README.md",
    ...docs.map((name) => `docs/${name}`),
  ];
}
