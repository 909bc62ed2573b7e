import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/** Hand-written files that only compile, against the generated types as they are or as others would be. */
export interface Compiler {
  /** The errors in a file. */
  listErrors: (file: string) => string[];
  /** The first error in any of the files against other generated types. What did not change is kept between two calls. */
  findErrorWith: (types: string) => string | undefined;
  /** Where the generated types declare what keys lead to, as positions in the file; none where they do not. */
  findDeclarations: (keys: readonly string[]) => number[];
  /** The positions of everything that the files name of what the generated types declare. */
  listUsed: () => Set<number>;
}

const generated = slashed(resolve("generated/types.ts"));

export function createCompiler(files: readonly string[]): Compiler {
  const roots = files.map((file) => resolve(file));
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  let types = readFileSync(generated, "utf8");
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...roots, generated],
    getScriptVersion: (file) => (slashed(file) === generated ? String(version) : "0"),
    getScriptSnapshot: (file) => {
      const text = slashed(file) === generated ? types : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: (compilerOptions) => ts.getDefaultLibFilePath(compilerOptions),
    getCurrentDirectory: () => process.cwd(),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath!,
  });
  const listErrors = (file: string): string[] =>
    service
      .getSemanticDiagnostics(resolve(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));

  const program = (): ts.Program => service.getProgram()!;

  return {
    listErrors,
    findErrorWith: (next) => {
      types = next;
      version += 1;
      return [...roots, generated].reduce<string | undefined>(
        (error, file) => error ?? listErrors(file)[0],
        undefined,
      );
    },
    findDeclarations: ([name, ...keys]) => {
      const checker = program().getTypeChecker();
      const exported = checker.getExportsOfModule(
        checker.getSymbolAtLocation(program().getSourceFile(generated)!)!,
      );
      const root = exported.find((symbol) => symbol.name === name);
      let found: ts.Symbol | undefined = root;
      let type = root && checker.getDeclaredTypeOfSymbol(root);
      for (const key of keys) {
        const object = type?.getNonNullableType();
        found = key === "[]" ? found : object?.getProperty(key);
        type = key === "[]" ? object?.getNumberIndexType() : found && checker.getTypeOfSymbol(found);
      }
      return positionsOf(found);
    },
    listUsed: () => {
      const checker = program().getTypeChecker();
      const used = new Set<number>();
      const visit = (node: ts.Node): void => {
        for (const symbol of symbolsNamedBy(checker, node))
          for (const position of positionsOf(symbol)) used.add(position);
        ts.forEachChild(node, visit);
      };
      for (const root of roots) visit(program().getSourceFile(root)!);
      return used;
    },
  };
}

/** What `type["key"]` and `{ key: value }` name. */
function symbolsNamedBy(checker: ts.TypeChecker, node: ts.Node): (ts.Symbol | undefined)[] {
  if (ts.isLiteralTypeNode(node) && ts.isIndexedAccessTypeNode(node.parent))
    return [checker.getSymbolAtLocation(node.literal)];
  if (!ts.isObjectLiteralExpression(node)) return [];
  const expected = checker.getContextualType(node)?.getNonNullableType();
  return node.properties.map(({ name }) =>
    name !== undefined && ts.isIdentifier(name) ? expected?.getProperty(name.text) : undefined,
  );
}

function positionsOf(symbol: ts.Symbol | undefined): number[] {
  return (symbol?.declarations ?? [])
    .filter((declaration) => slashed(declaration.getSourceFile().fileName) === generated)
    .map((declaration) => declaration.pos);
}

function slashed(file: string): string {
  return file.replaceAll("\\", "/");
}
