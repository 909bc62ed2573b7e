import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import ts from "typescript";

export interface Bundle {
  bytes: number;
  gzip: number;
  /** The modules with what each takes of `bytes`, the largest first. */
  modules: { name: string; bytes: number }[];
  /** The texts that a person reads: literals of more than one word. `gzip` is what the bundle lacks without them. */
  texts: { bytes: number; gzip: number };
}

/** Bundles a program for a browser or worker, minified, with all that it imports. */
export async function measureBundle(program: string, project: string): Promise<Bundle> {
  const bundle = (contents: string) =>
    build({
      stdin: { contents, resolveDir: project },
      absWorkingDir: project,
      bundle: true,
      minify: true,
      format: "esm",
      metafile: true,
      write: false,
    });
  const { text } = (await bundle(program)).outputFiles[0]!;
  // The package is few files; its sources, which it brings too, are the same code by what it is about.
  const fromSources = program.replace(
    '"stytch-b2b-members"',
    '"./node_modules/stytch-b2b-members/src/index.js"',
  );
  const { inputs } = Object.values((await bundle(fromSources)).metafile.outputs)[0]!;
  return {
    bytes: Buffer.byteLength(text),
    gzip: gzip(text),
    modules: Object.entries(inputs)
      .map(([path, { bytesInOutput }]) => ({
        name: path.replace(/^.*node_modules\/(stytch-b2b-members\/)?/, ""),
        bytes: bytesInOutput,
      }))
      .toSorted((one, other) => other.bytes - one.bytes),
    texts: measureTexts(text),
  };
}

/** What a text takes as it is sent: nothing for none, where gzip would still have its head. */
const gzip = (text: string): number => (text === "" ? 0 : gzipSync(text, { level: 9 }).length);

function measureTexts(code: string): Bundle["texts"] {
  const file = ts.createSourceFile("bundle.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const spans: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
    const [start, end] = [node.getStart(file), node.getEnd()];
    if (isText && /\s/.test(code.slice(start, end))) spans.push({ start, end });
    else ts.forEachChild(node, visit);
  };
  visit(file);
  const without = spans
    .toReversed()
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), code);
  return {
    bytes: Buffer.byteLength(code) - Buffer.byteLength(without),
    gzip: gzip(code) - gzip(without),
  };
}
