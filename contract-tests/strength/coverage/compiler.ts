import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/** Programs that only compile, against the generated types as they are or as others would be. */
export interface Compiler {
  /** The errors in a program. */
  listErrors: (file: string) => string[];
  /** The first error in any program against other generated types. What did not change is kept between two calls. */
  findErrorWith: (types: string) => string | undefined;
  /** Where the generated types declare what keys lead to; none where they do not. */
  findDeclarations: (keys: readonly string[]) => Declaration[];
  /**
   * Whether each of these declarations would be missed, in the order of the list: without it, a program has an error. All
   * are tried in one compilation, each with a copy of the types and of the programs.
   */
  areMissed: (declarations: readonly (readonly Declaration[])[]) => boolean[];
  /** What the programs use of the generated types. */
  findUses: () => Uses;
}

/** From one position in the generated types to another. */
interface Declaration {
  pos: number;
  end: number;
}

interface Uses {
  /** The keys that types such as `paths["/v1"]["delete"]` lead through from an export, as JSON. */
  named: ReadonlySet<string>;
  /** Where the properties are declared that object literals give. */
  given: ReadonlySet<number>;
}

const generated = slashed(resolve("generated/types.ts"));

// What a comment says is no part of a type.
const jsDocParsingMode = ts.JSDocParsingMode.ParseNone;

/** Files that several compilers read alike are read once. */
const registry = ts.createDocumentRegistry(undefined, undefined, jsDocParsingMode);

/** Compiles the texts of programs, by the paths where they would stand, with the options of tsconfig.json. */
export function createCompiler(texts: Readonly<Record<string, string>>): Compiler {
  const programs = new Map(Object.entries(texts).map(([file, text]) => [slashed(resolve(file)), text]));
  const roots = [...programs.keys()];
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  // They need nothing of Node's, and each change would have it read again.
  const settings = { ...options, types: [] };
  let types = readFileSync(generated, "utf8");
  /** By the generated types: most that is different in a description is no part of them. */
  const firstErrors = new Map<string, string | undefined>();
  const service = ts.createLanguageService(
    {
      jsDocParsingMode,
      getCompilationSettings: () => settings,
      getScriptFileNames: () => [...roots, generated],
      getScriptVersion: (file) => (slashed(file) === generated ? types : (programs.get(slashed(file)) ?? "")),
      getScriptSnapshot: (file) =>
        slashed(file) === generated ? ts.ScriptSnapshot.fromString(types) : snapshotOf(slashed(file)),
      getDefaultLibFileName: (compilerOptions) => ts.getDefaultLibFilePath(compilerOptions),
      getCurrentDirectory: () => process.cwd(),
      fileExists: (file) => programs.has(slashed(file)) || ts.sys.fileExists(file),
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      realpath: ts.sys.realpath!,
    },
    registry,
  );
  // They stay as they are, and each change would have them read again.
  const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();
  function snapshotOf(file: string): ts.IScriptSnapshot | undefined {
    if (!snapshots.has(file)) {
      const text = programs.get(file) ?? ts.sys.readFile(file);
      snapshots.set(file, text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
    }
    return snapshots.get(file);
  }
  const program = (): ts.Program => service.getProgram()!;
  const listErrorsIn = (whole: ts.Program, file: string): string[] => {
    const source = whole.getSourceFile(slashed(resolve(file)));
    return [...whole.getSyntacticDiagnostics(source), ...whole.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "),
    );
  };

  return {
    listErrors: (file) => listErrorsIn(program(), file),
    findErrorWith: (next) => {
      types = next;
      if (!firstErrors.has(next)) {
        const whole = program();
        const found = [...roots, generated].reduce<string | undefined>(
          (error, file) => error ?? listErrorsIn(whole, file)[0],
          undefined,
        );
        firstErrors.set(next, found);
      }
      return firstErrors.get(next);
    },
    findDeclarations: ([name, ...keys]) => {
      const checker = program().getTypeChecker();
      const module = checker.getSymbolAtLocation(program().getSourceFile(generated)!)!;
      let found = checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
      let type = found && checker.getDeclaredTypeOfSymbol(found);
      for (const key of keys) {
        const object = type?.getNonNullableType();
        found = key === "[]" ? found : object?.getProperty(key);
        type = key === "[]" ? object?.getNumberIndexType() : found && checker.getTypeOfSymbol(found);
      }
      return declarationsOf(found);
    },
    areMissed: (declarations) => {
      const copies = declarations.map((own, index) => {
        const copy = generated.replace(/\.ts$/, `_${index}.ts`);
        const cut = own
          .toSorted((one, other) => other.pos - one.pos)
          .reduce((text, { pos, end }) => text.slice(0, pos) + text.slice(end), types);
        const files = [...programs].map(([file, text]): [string, string] => [
          file.replace(/\.ts$/, `_${index}.ts`),
          text.replaceAll("/generated/types.js", `/generated/types_${index}.js`),
        ]);
        return { texts: [[copy, cut] as const, ...files], files: files.map(([file]) => file) };
      });
      const all = new Map(copies.flatMap(({ texts: own }) => own));
      const host = ts.createCompilerHost(settings);
      const { fileExists, readFile } = host;
      const known = program();
      const whole = ts.createProgram({
        rootNames: copies.flatMap(({ files }) => files),
        options: settings,
        host: {
          ...host,
          fileExists: (file) => all.has(slashed(file)) || fileExists(file),
          readFile: (file) => all.get(slashed(file)) ?? readFile(file),
          getSourceFile: (file, target) => {
            const text = all.get(slashed(file));
            return text === undefined ? known.getSourceFile(file) : ts.createSourceFile(file, text, target);
          },
        },
      });
      const hasError = (file: string): boolean =>
        whole.getSemanticDiagnostics(whole.getSourceFile(file)).length > 0;
      // What misses one declaration mostly misses the next as well.
      let likely = 0;
      return copies.map(({ files }) => {
        const found = [files[likely]!, ...files.toSpliced(likely, 1)].find(hasError);
        if (found !== undefined) likely = files.indexOf(found);
        return found !== undefined;
      });
    },
    findUses: () => {
      const checker = program().getTypeChecker();
      const named = new Set<string>();
      const given = new Set<number>();
      const visit = (node: ts.Node): void => {
        if (ts.isIndexedAccessTypeNode(node)) {
          const keys = keysOf(checker, node);
          keys?.forEach((_, index) => named.add(JSON.stringify(keys.slice(0, index + 1))));
        }
        if (ts.isObjectLiteralExpression(node)) {
          const expected = checker.getContextualType(node)?.getNonNullableType();
          for (const { name } of node.properties) {
            const property =
              name !== undefined && ts.isStringLiteral(name) ? expected?.getProperty(name.text) : undefined;
            for (const { pos } of declarationsOf(property)) given.add(pos);
          }
        }
        ts.forEachChild(node, visit);
      };
      for (const root of roots) visit(program().getSourceFile(root)!);
      return { named, given };
    },
  };
}

/** `["paths", "/v1", "delete"]` for `paths["/v1"]["delete"]`, through aliases and `NonNullable`. */
function keysOf(checker: ts.TypeChecker, node: ts.TypeNode): string[] | undefined {
  if (ts.isIndexedAccessTypeNode(node)) {
    const { indexType } = node;
    if (!ts.isLiteralTypeNode(indexType)) return undefined;
    const { literal } = indexType;
    if (!ts.isStringLiteral(literal) && !ts.isNumericLiteral(literal)) return undefined;
    const keys = keysOf(checker, node.objectType);
    return keys && [...keys, literal.text];
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  if (node.typeName.getText() === "NonNullable") return keysOf(checker, node.typeArguments![0]!);
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const [declaration] = symbol?.declarations ?? [];
  if (declaration === undefined) return undefined;
  if (ts.isTypeAliasDeclaration(declaration)) return keysOf(checker, declaration.type);
  return ts.isImportSpecifier(declaration) ? [declaration.name.text] : undefined;
}

function declarationsOf(symbol: ts.Symbol | undefined): Declaration[] {
  return (symbol?.declarations ?? [])
    .filter((declaration) => slashed(declaration.getSourceFile().fileName) === generated)
    .map(({ pos, end }) => ({ pos, end }));
}

function slashed(file: string): string {
  return file.replaceAll("\\", "/");
}
