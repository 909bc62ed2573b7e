import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readFlags } from "../scripts/command/read-flags.js";

readFlags(
  `Usage: npm run bench:generate

Generates clients from documents of 10, 100, 1,000 and 4,000 operations, each with a body, a query and two schemas of its own,
and prints CPU time and memory of each, the exponent by which CPU time grows beyond that of 1 operation, and what memory
an operation takes where there are many: among few, that is lost in what the collector happens to have left.`,
  [],
);
process.chdir(dirname(import.meta.dirname));

/** A document of so many operations. */
function makeDocument(count: number): object {
  const object = (name: string): object => ({
    type: "object",
    required: [name],
    properties: {
      [name]: { type: "string" },
      size: { type: "integer", format: "int32" },
      at: { type: ["string", "null"] },
    },
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  const json = (schema: string): object => ({
    "application/json": { schema: { $ref: `#/components/schemas/${schema}` } },
  });
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1" },
    security: [],
    paths: Object.fromEntries(
      numbers.map((number) => [
        `/v1/group${number % 50}/{id}/things${number}`,
        {
          post: {
            operationId: `group${number % 50}.make${number}`,
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "limit", in: "query", schema: { type: "integer" } },
            ],
            requestBody: { required: true, content: json(`Asked${number}`) },
            responses: { 200: { description: "Made.", content: json(`Made${number}`) } },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        numbers.flatMap((number) => [
          [`Asked${number}`, object(`name${number}`)],
          [`Made${number}`, object(`id${number}`)],
        ]),
      ),
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
function measure(folder: string, count: number): Cost {
  const costs = [1, 2, 3].map(() => run(folder, count));
  return {
    cpu_s: Math.min(...costs.map(({ cpu_s }) => cpu_s)),
    memory_mb: Math.min(...costs.map(({ memory_mb }) => memory_mb)),
  };
}

function run(folder: string, count: number): Cost {
  const spec = join(folder, `${count}.json`);
  writeFileSync(spec, JSON.stringify(makeDocument(count)));
  const probe = join(folder, "report.mjs");
  writeFileSync(probe, report);
  const args = [
    "--import",
    probe,
    "--import",
    "tsx",
    "scripts/generate.ts",
    "--spec",
    spec,
    "--out",
    join(folder, String(count)),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Cost;
}

const folder = mkdtempSync(join(tmpdir(), "bench-"));
const idle = measure(folder, 1);
const costs = [10, 100, 1000, 4000].map((size) => {
  const cost = measure(folder, size);
  console.log(
    `${String(size).padStart(5)} operations: ${cost.cpu_s.toFixed(1)} s of CPU, ${Math.round(cost.memory_mb)} MB`,
  );
  return { size, ...cost };
});
rmSync(folder, { recursive: true });

/** The slope, in logarithms, of what is added to a start: of the smallest, that is lost in the noise. */
function fitExponent(): string {
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

const [many, most] = costs.slice(-2);
const each = ((most!.memory_mb - many!.memory_mb) * 1024) / (most!.size - many!.size);
console.log(
  `CPU grows by the exponent ${fitExponent()}. From ${many!.size} operations to ${most!.size}, each takes ${Math.round(each)} KB.`,
);
