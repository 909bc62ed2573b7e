import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import type { Client } from "./clients.js";
import { keep, type Samples } from "./samples.js";

/** What a program that uses a client weighs: bytes of its bundle, and the type instantiations of its check. */
export async function measureSizes(samples: Samples, clients: readonly Client[]): Promise<void> {
  const turn = new Map<Client, Record<string, number>>();
  for (const client of clients) {
    const file = `bench/clients/${client.name}.ts`;
    const bundled = await build({
      entryPoints: [file],
      bundle: true,
      minify: true,
      platform: "node",
      format: "esm",
      write: false,
    });
    const { contents } = bundled.outputFiles[0]!;
    turn.set(client, {
      bytes: contents.length,
      gzip: gzipSync(contents, { level: 9 }).length,
      instantiations: countInstantiations(file),
    });
  }
  keep(samples, "size", turn);
}

function countInstantiations(file: string): number {
  const read = ts.getParsedCommandLineOfConfigFile(
    "bench/tsconfig.json",
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const program = ts.createProgram([file], read!.options);
  program.getSemanticDiagnostics();
  return program.getInstantiationCount();
}
