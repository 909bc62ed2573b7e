import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import ts from "typescript";
import { readFlags } from "./command/read-flags.js";

const { check } = readFlags(
  `Usage: npm run reference [-- --check]

Writes docs/reference.md: everything that the package exports, as the compiler declares it, with its doc comments.

  --check   write nothing; exit 1 when the page is stale
  --help    show this text`,
  ["check"],
);
process.chdir(dirname(import.meta.dirname));

const page = "docs/reference.md";
const entries = [
  ["stytch-b2b-members", "src/index.ts"],
  ["stytch-b2b-members/fetch", "src/fetch-client.ts"],
  ["stytch-b2b-members/node", "src/node-fetch.ts"],
  ["stytch-b2b-members/testing", "src/testing.ts"],
] as const;

const program = declare(entries.map(([, file]) => file));
const checker = program.getTypeChecker();
const text = await format(render(), { ...(await resolveConfig(page)), filepath: page });
if (!check) writeFileSync(page, text);
else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
  console.error(`${page} is stale: run \`npm run reference\`.`);
  process.exitCode = 1;
}

/** A program over the declarations of the files, as the package has them, without writing any. */
function declare(files: readonly string[]): ts.Program {
  const read = ts.getParsedCommandLineOfConfigFile(
    "tsconfig.build.json",
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const options = { ...read!.options, emitDeclarationOnly: true, declarationMap: false, sourceMap: false };
  const declared = new Map<string, string>();
  ts.createProgram(files, options).emit(undefined, (name, content) => declared.set(resolve(name), content));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => declared.has(resolve(name)) || fileExists(name);
  host.readFile = (name) => declared.get(resolve(name)) ?? readFile(name);
  host.directoryExists = () => true;
  const roots = files.map((file) => resolve(options.outDir!, file.replace(/\.ts$/, ".d.ts")));
  return ts.createProgram(roots, options, host);
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
}

function render(): string {
  const parts = entries.map(([name, file]) => {
    const source = program
      .getSourceFiles()
      .find(({ fileName }) => fileName.endsWith(file.replace(/\.ts$/, ".d.ts")))!;
    const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
    const sections = symbols.map((symbol) => `### ${symbol.name}\n\n\`\`\`ts\n${show(symbol)}\n\`\`\``);
    return [`## ${name}`, ...sections].join("\n\n");
  });
  return [
    "<!-- Written by `npm run reference`. Do not edit. -->",
    "# Reference",
    "This page answers what the package exports, as the compiler declares it.",
    ...parts,
  ].join("\n\n");
}

/** The declaration of what is exported, with its comment. What is taken from a description's types is shown whole. */
function show(symbol: ts.Symbol): string {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return original
    .declarations!.map((declaration) => {
      const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      const source = statement.getSourceFile();
      const [comment] = (ts.getLeadingCommentRanges(source.text, statement.pos) ?? []).slice(-1);
      const doc = comment === undefined ? "" : `${source.text.slice(comment.pos, comment.end)}\n`;
      const code = statement.getText().replace(/^export (declare )?/, "");
      if (!ts.isTypeAliasDeclaration(declaration) || !ts.isIndexedAccessTypeNode(declaration.type))
        return doc + code;
      const [described] = checker.getTypeAtLocation(declaration).symbol?.declarations ?? [];
      const type = (described ?? declaration.type).getText();
      return `${doc}type ${symbol.name} = ${type.replace(/components\["schemas"\]\["(\w+)"\]/g, "$1")};`;
    })
    .join("\n");
}
