import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { heyApi, npm } from "./prepare.js";
import { toTable } from "./page.js";

/** What generation costs with each tool, and what this repository's tests take. */
export interface Generation {
  costs: (Cost & { tool: string; operations: number })[];
  /** Of `npm test`: until the last test has ended, and the tests of each room one after another. */
  tests: { seconds: number; rooms: Record<string, number> };
}

/** A document of so many operations, which the lint rules of openapi/ have nothing against. */
function makeDocument(count: number) {
  const text = { type: "string", description: "A text.", examples: ["text"] };
  const whole = { type: "integer", format: "int32", description: "A number.", examples: [7] };
  const object = (name: string): object => ({
    type: "object",
    description: "A thing.",
    required: ["status_code", "request_id", name],
    properties: {
      status_code: { ...whole, examples: [200] },
      request_id: text,
      [name]: text,
      size: whole,
      at: { ...text, type: ["string", "null"] },
    },
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  const json = (schema: string, example: object): object => ({
    "application/json": {
      schema: { $ref: `#/components/schemas/${schema}` },
      examples: { thing: { value: example } },
    },
  });
  const valueOf = (name: string, status_code: number): object => ({
    status_code,
    request_id: "text",
    [name]: "text",
  });
  const failures = Object.fromEntries(
    ["401", "429", "default"].map((status) => [status, { $ref: `#/components/responses/Failed${status}` }]),
  );
  return {
    openapi: "3.1.1",
    info: {
      title: "Things",
      version: "1",
      description: "Things.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "https://things.test" }],
    security: [{ basic: [] }],
    paths: Object.fromEntries(
      numbers.map((number) => [
        `/v1/group${number % 50}/{id}/things${number}`,
        {
          post: {
            operationId: `group${number % 50}.make${number}`,
            summary: "Make a thing",
            description: "Makes a thing.",
            parameters: [
              {
                name: "id",
                in: "path",
                required: true,
                description: "An id.",
                schema: { type: "string" },
                example: "a",
              },
              {
                name: "limit",
                in: "query",
                description: "A limit.",
                schema: { type: "integer" },
                example: 1,
              },
            ],
            requestBody: { required: true, content: json(`Asked${number}`, valueOf(`name${number}`, 200)) },
            responses: {
              200: { description: "Made.", content: json(`Made${number}`, valueOf(`id${number}`, 200)) },
              ...failures,
            },
          },
        },
      ]),
    ),
    components: {
      securitySchemes: { basic: { type: "http", scheme: "basic", description: "A secret." } },
      responses: Object.fromEntries(
        [401, 429, 500].map((status) => [
          `Failed${status === 500 ? "default" : status}`,
          { description: "Failed.", content: json("ErrorBody", valueOf("error_type", status)) },
        ]),
      ),
      schemas: {
        ErrorBody: object("error_type"),
        ...Object.fromEntries(
          numbers.flatMap((number) => [
            [`Asked${number}`, object(`name${number}`)],
            [`Made${number}`, object(`id${number}`)],
          ]),
        ),
      },
    },
  };
}

interface Cost {
  cpu_s: number;
  memory_mb: number;
}

const report = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ cpu_s: (userCPUTime + systemCPUTime) / 1e6, memory_mb: maxRSS / 1024 }));
});`;

function runMeasured(program: readonly string[], cwd = "."): Cost {
  const probe = join(folder, "report.mjs");
  writeFileSync(probe, report);
  const args = ["--import", probe, ...program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Cost;
}

/** Generates from a copy of the project that has another openapi/. */
function generateOwn(count: number): Cost {
  const project = join(folder, `own-${count}`);
  for (const name of ["package.json", "scripts", "openapi/redocly.yaml", "openapi/redocly-plugin.js"])
    cpSync(name, join(project, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(project, "node_modules"), "junction");
  writeSource(join(project, "openapi"), makeDocument(count));
  const cost = runMeasured(ours, project);
  rmSync(project, { recursive: true });
  return cost;
}

/** Writes a document as openapi/ is written: a file for each path and component. */
function writeSource(target: string, { paths, components, ...rest }: ReturnType<typeof makeDocument>): void {
  const { schemas, responses, securitySchemes } = components;
  const write = (kind: string, parts: object): object => {
    mkdirSync(join(target, kind));
    return Object.fromEntries(
      Object.entries(parts).map(([name, part], index) => {
        const file = `${kind}/${kind === "paths" ? `path${index}` : name}.yaml`;
        const text = JSON.stringify(part, null, 1).replaceAll(/"#\/components\/(\w+\/\w+)"/g, '"../$1.yaml"');
        writeFileSync(join(target, file), text);
        return [name, { $ref: file }];
      }),
    );
  };
  const root = {
    ...rest,
    paths: write("paths", paths),
    components: {
      securitySchemes,
      schemas: write("schemas", schemas),
      responses: write("responses", responses),
    },
  };
  writeFileSync(join(target, "openapi.yaml"), JSON.stringify(root, null, 1));
}

const ours = ["--import", "tsx", "scripts/generate.ts"];

/** By each tool, what generates from a document of one file into a folder. */
const foreign: Record<string, (document: string, target: string) => string[]> = {
  "this package, one file": (document, target) => [...ours, "--spec", document, "--out", target],
  "hey-api": heyApi,
  orval: (document, target) => {
    const flags = ["--input", document, "--output", join(target, "client.ts"), "--client", "fetch"];
    return ["bench/node_modules/orval/dist/bin/orval.js", ...flags];
  },
};

function generateForeign(tool: string, count: number): Cost {
  const document = join(folder, `${count}.json`);
  writeFileSync(document, JSON.stringify(makeDocument(count)));
  return runMeasured(foreign[tool]!(document, join(folder, `${count} ${tool}`)));
}

let folder = "";

/** Generates clients from documents of up to 1,000 operations, then runs the tests. */
export function measureGeneration(progress: (step: string) => void): Generation {
  folder = mkdtempSync(join(tmpdir(), "bench-"));
  const sizes = [2, 10, 100, 1000];
  const costs = ["this package, openapi/", ...Object.keys(foreign)].flatMap((tool) =>
    sizes.map((operations) => {
      progress(`${tool}: ${operations} operations`);
      const cost = tool in foreign ? generateForeign(tool, operations) : generateOwn(operations);
      return {
        tool,
        operations,
        cpu_s: Number(cost.cpu_s.toFixed(2)),
        memory_mb: Math.round(cost.memory_mb),
      };
    }),
  );
  progress("runs the tests");
  const tests = timeTests(join(folder, "tests.json"));
  rmSync(folder, { recursive: true });
  return { costs, tests };
}

/** By vitest's own account. */
function timeTests(file: string): Generation["tests"] {
  npm("test", "--", "--reporter=json", `--outputFile=${file}`);
  const { startTime, testResults } = JSON.parse(readFileSync(file, "utf8")) as {
    startTime: number;
    testResults: { name: string; startTime: number; endTime: number }[];
  };
  const rooms: Record<string, number> = {};
  for (const { name, startTime: start, endTime: end } of testResults) {
    const [room = ""] = /contract-tests\/\w+/.exec(name.replaceAll("\\", "/")) ?? [];
    rooms[room] = Number(((rooms[room] ?? 0) + (end - start) / 1000).toFixed(1));
  }
  const last = Math.max(...testResults.map(({ endTime }) => endTime));
  return { seconds: Number(((last - startTime) / 1000).toFixed(1)), rooms };
}

/** The table of a page, and by what exponent CPU time grows beyond a start. */
export function describeGeneration({ costs }: Generation): string {
  const tools = [...new Set(costs.map(({ tool }) => tool))];
  const sizes = [...new Set(costs.map(({ operations }) => operations))].toSorted((one, other) => one - other);
  const rows = sizes.map((size) => [
    size.toLocaleString("en-US"),
    ...tools.map((tool) => {
      const cost = costs.find((each) => each.tool === tool && each.operations === size);
      return cost === undefined ? "" : `${cost.cpu_s.toFixed(1)} s, ${cost.memory_mb} MB`;
    }),
  ]);
  const exponents = tools.map((tool) => fitExponent(costs.filter((cost) => cost.tool === tool)));
  return toTable(["operations", ...tools], [...rows, ["exponent", ...exponents]]);
}

/** The slope, in logarithms, of what 100 operations and more add to a start: of fewer, that is lost in the noise. */
function fitExponent([idle, ...costs]: Generation["costs"]): string {
  const points = costs
    .slice(1)
    .map(({ operations, cpu_s }) => [Math.log(operations), Math.log(cpu_s - idle!.cpu_s)] as const);
  const mean = (index: 0 | 1): number => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return slope.toFixed(2);
}
