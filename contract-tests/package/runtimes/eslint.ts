import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Seen } from "./expected.js";
import { findTool, loadTool, type Site } from "./site.js";

interface EslintModule {
  ESLint: new (options: object) => {
    lintFiles: (file: string) => Promise<{ messages: { line: number; message: string }[] }[]>;
  };
}

interface Plugin {
  default: object;
  createNodeResolver: () => unknown;
}

const entries = ["", "/fetch", "/testing", "/types", "/openapi.json"].map(
  (path) => `stytch-b2b-members${path}`,
);

/** Every entry, for a resolver that knows `exports`. */
export const everyEntry: Seen = Object.fromEntries(entries.map((entry) => [entry, "found"]));

/** The entries for one that does not: `main` is all that it reads. */
export const mainEntry: Seen = {
  ...Object.fromEntries(entries.map((entry) => [entry, `Unable to resolve path to module '${entry}'.`])),
  "stytch-b2b-members": "found",
};

/** ESLint's rule that what is imported has to exist, with the resolver for Node, or with the plugin's own. */
export const eslint =
  (resolver: "node" | "own") =>
  async (site: Site): Promise<Seen> => {
    const lines = entries.map((entry) =>
      site.format === "import" ? `import "${entry}";` : `require("${entry}");`,
    );
    const file = join(site.folder, "main.js");
    writeFileSync(file, lines.join("\n"));
    const { ESLint } = loadTool<EslintModule>(site, "eslint");
    const plugin = loadTool<Plugin>(site, "eslint-plugin-import-x");
    const settings =
      resolver === "own"
        ? { "import-x/resolver-next": [plugin.createNodeResolver()] }
        : { "import-x/resolver": { [findTool(site, "eslint-import-resolver-node")]: true } };
    const config = {
      plugins: { "import-x": plugin.default },
      rules: { "import-x/no-unresolved": ["error", { commonjs: true }] },
      settings,
    };
    const linter = new ESLint({ cwd: site.folder, overrideConfigFile: true, overrideConfig: config });
    const [result] = await linter.lintFiles(file);
    const said = new Map(result!.messages.map(({ line, message }) => [line - 1, message]));
    return Object.fromEntries(entries.map((entry, index) => [entry, said.get(index) ?? "found"]));
  };
