import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/**
 * Compiles the client and the hand-written fixtures against other generated types, and returns the first error. The
 * compiler keeps what did not change between two calls.
 */
export function createTypeChecker(roots: readonly string[]): (types: string) => string | undefined {
  const replaced = resolve("generated/types.ts").replaceAll("\\", "/");
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  let types = readFileSync(replaced, "utf8");
  let version = 0;
  const isReplaced = (file: string): boolean => file.replaceAll("\\", "/") === replaced;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => roots.map((root) => resolve(root)),
    getScriptVersion: (file) => (isReplaced(file) ? String(version) : "0"),
    getScriptSnapshot: (file) => {
      const text = isReplaced(file) ? types : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: (compilerOptions) => ts.getDefaultLibFilePath(compilerOptions),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath!,
  });
  return (next) => {
    types = next;
    version += 1;
    for (const root of [...roots, replaced]) {
      const [error] = service.getSemanticDiagnostics(resolve(root));
      if (error !== undefined) return ts.flattenDiagnosticMessageText(error.messageText, " ");
    }
    return undefined;
  };
}
