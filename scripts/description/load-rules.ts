import { readFile } from "node:fs/promises";
import { getLineColLocation, loadConfig, type Config } from "@redocly/openapi-core";
import { blameFile } from "./blame-file.js";
import { formatPointer } from "./json-pointer.js";
import { displayPath, SpecError } from "./spec-error.js";

/** Loads the lint rules that a file configures, plugins included. */
export async function loadRules(configPath: string): Promise<Config> {
  return blameFile(configPath, async () => {
    try {
      return await loadConfig({ configPath });
    } catch (error) {
      throw (await findSyntaxError(error as Error)) ?? error;
    }
  });
}

/** Node does not say in which line of a module it found what it cannot parse. */
async function findSyntaxError({ message }: Error): Promise<SpecError | undefined> {
  const path = /Failed to load plugin "(.*)": .*\n\nSyntaxError: /.exec(message)?.[1];
  if (path === undefined) return undefined;
  const { default: ts } = await import("typescript");
  const text = await readFile(path, "utf8");
  const { diagnostics } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true });
  const first = diagnostics![0];
  // What is wrong with the names of a module, the parser does not see.
  if (first?.file === undefined) return undefined;
  const { line } = first.file.getLineAndCharacterOfPosition(first.start!);
  return new SpecError([{ file: displayPath(path), line: line + 1, message: String(first.messageText) }]);
}

/** Throws a SpecError for a rule that no plugin has: Redocly leaves it out in silence. Those without a plugin's name it knows. */
export function refuseUnknownRule({ document, plugins }: Config): void {
  const { source, parsed } = document!;
  const { rules = {} } = parsed as { rules?: object };
  const known = new Set(plugins.flatMap((plugin) => Object.keys(plugin.rules?.oas3 ?? {})));
  const unknown = Object.keys(rules).find((name) => /^(?!rule\/).+\//.test(name) && !known.has(name));
  if (unknown === undefined) return;
  const pointer = formatPointer(["rules", unknown]);
  const { start } = getLineColLocation({ source, pointer, reportOnKey: true });
  const file = displayPath(source.absoluteRef);
  throw new SpecError([{ file, line: start.line, message: `No plugin has the rule ${unknown}.` }]);
}
