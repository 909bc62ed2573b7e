import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readFlags } from "../scripts/command/read-flags.js";

readFlags(
  `Usage: npm run bench:generate

Generates clients from documents of 10, 100 and 1,000 operations, each with a body, a query and two schemas of its own, in
two ways: as openapi/, of a file for each path and schema, with the lint rules; and as somebody else's document, of one
file, of 4,000 operations too. Prints CPU time and memory of each, the exponent by which CPU time grows beyond that of 1
operation, and what memory an operation takes where there are many: among few, that is lost in what the collector happens
to have left.`,
  [],
);
process.chdir(dirname(import.meta.dirname));

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

/** What a run in a process of its own takes: the least of three, since others use the machine too. */
function measure(run: () => Cost): Cost {
  const costs = [run(), run(), run()];
  return {
    cpu_s: Math.min(...costs.map(({ cpu_s }) => cpu_s)),
    memory_mb: Math.min(...costs.map(({ memory_mb }) => memory_mb)),
  };
}

function generate(project: string, ...flags: string[]): Cost {
  const probe = join(folder, "report.mjs");
  writeFileSync(probe, report);
  const args = ["--import", probe, "--import", "tsx", "scripts/generate.ts", ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Cost;
}

/** Generates from a copy of the project that has another openapi/. */
function generateOwn(count: number): Cost {
  const project = join(folder, `own-${count}`);
  for (const name of ["package.json", "scripts", "openapi/redocly.yaml", "openapi/redocly-plugin.js"])
    cpSync(name, join(project, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(project, "node_modules"), "junction");
  writeSource(join(project, "openapi"), makeDocument(count));
  const cost = measure(() => generate(project));
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

function generateForeign(count: number): Cost {
  const spec = join(folder, `${count}.json`);
  writeFileSync(spec, JSON.stringify(makeDocument(count)));
  return measure(() => generate(".", "--spec", spec, "--out", join(folder, String(count))));
}

/** The slope, in logarithms, of what is added to a start: of the smallest, that is lost in the noise. */
function fitExponent(costs: readonly (Cost & { size: number })[], idle: Cost): string {
  const points = costs
    .slice(1)
    .map(({ size, cpu_s }) => [Math.log(size), Math.log(cpu_s - idle.cpu_s)] as const);
  const mean = (index: 0 | 1): number => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return slope.toFixed(2);
}

function compare(title: string, sizes: readonly number[], run: (count: number) => Cost): void {
  console.log(title);
  const idle = run(1);
  const costs = sizes.map((size) => {
    const cost = run(size);
    console.log(
      `${String(size).padStart(5)} operations: ${cost.cpu_s.toFixed(1)} s of CPU, ${Math.round(cost.memory_mb)} MB`,
    );
    return { size, ...cost };
  });
  const [many, most] = costs.slice(-2);
  const each = ((most!.memory_mb - many!.memory_mb) * 1024) / (most!.size - many!.size);
  console.log(
    `CPU grows by the exponent ${fitExponent(costs, idle)}. From ${many!.size} operations to ${most!.size}, each takes ${Math.round(each)} KB.`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "bench-"));
compare("As openapi/, with the lint rules:", [10, 100, 1000], generateOwn);
compare("As somebody else's document:", [10, 100, 1000, 4000], generateForeign);
rmSync(folder, { recursive: true });
