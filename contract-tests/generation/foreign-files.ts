import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { renderForeign } from "../../scripts/render/render-foreign.js";
import { makeFolder } from "./copies.js";

/** Writes the files of a document, and returns its root: the first. */
export function write(files: Record<string, string>): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, Object.keys(files)[0]!);
}

/** What stays with the compiler, though this module is loaded anew for each mutant of the code. */
const kept = ts as { parsed?: Map<string, ts.SourceFile>; said?: Map<string, string[]> };
/** What is the same for each program: src/, the libraries. */
const parsed = (kept.parsed ??= new Map());
/** Of programs that have been compiled before: a mutant leaves most of them as they are. */
const said = (kept.said ??= new Map());

/** What `tsc` says of src/ and a program on generated files in place of generated/. */
export const compile = (files: Record<string, string>, program: string): string[] =>
  readOnce([files, program], () => readErrors(createProgram(files, program)));

/** What it says of the program and of the generated files alone, which is all that schemas change. */
export const compileTypes = (files: Record<string, string>, program: string): string[] =>
  readOnce([files, program, "types"], () => {
    const created = createProgram(files, program);
    const checked = created
      .getSourceFiles()
      .filter(({ fileName }) => /\/generated\/|\/program\.ts$/.test(fileName));
    return checked.flatMap((file) => readErrors(created, file));
  });

function readOnce(texts: unknown[], read: () => string[]): string[] {
  const key = createHash("sha1").update(JSON.stringify(texts)).digest("hex");
  const known = said.get(key) ?? read();
  said.set(key, known);
  return known;
}

function createProgram(files: Record<string, string>, program: string): ts.Program {
  const texts = new Map([
    ...Object.entries(files).map(([name, text]) => [resolve("generated", name), text] as const),
    [resolve("src/program.ts"), program] as const,
  ]);
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ".");
  const host = ts.createCompilerHost(options);
  // As `tsc` does: editors alone read all that comments say.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(resolve(file)) || fileExists(file);
  host.readFile = (file) => texts.get(resolve(file)) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(resolve(file));
    if (text !== undefined) return ts.createSourceFile(file, text, rest[0]);
    const source = parsed.get(file) ?? getSourceFile(file, ...rest);
    if (source !== undefined) parsed.set(file, source);
    return source;
  };
  const sources = readdirSync("src").map((name) => `src/${name}`);
  return ts.createProgram([...sources, "src/program.ts"], options, host);
}

const readErrors = (program: ts.Program, source?: ts.SourceFile): string[] =>
  ts.getPreEmitDiagnostics(program, source).map(({ file, messageText }) => {
    return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });

export const to = (place: string): object => ({ $ref: `#/components/schemas/${place}` });
export const text = { type: "string" };
export const object = (properties: object, more: object = {}): object => ({
  type: "object",
  properties,
  ...more,
});

/** Renders a document whose one operation, `put`, takes and answers the first of these schemas. */
export function renderSchemas(schemas: object, openapi = "3.1.0"): ReturnType<typeof renderForeign> {
  const content = { "application/json": { schema: to(Object.keys(schemas)[0]!) } };
  const operation = {
    operationId: "put",
    requestBody: { required: true, content },
    responses: { 200: { description: "", content } },
  };
  const document = {
    openapi,
    info: { title: "A", version: "1" },
    servers: [{ url: "https://a.test" }],
    security: [],
    paths: { "/a": { put: operation } },
    components: { schemas },
  };
  return renderForeign(write({ "a.json": JSON.stringify(document, null, 1) }));
}
