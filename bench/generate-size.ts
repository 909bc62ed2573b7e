import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readFlags } from "../scripts/command/read-flags.js";

readFlags(
  `Usage: npm run bench:generate

Generates clients from documents of 10, 100 and 1,000 operations, each with a body, a query and two schemas of its own,
and prints CPU time and memory of each, less those of 1 operation, with the exponent by which they grow.`,
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

/** What one run in a process of its own takes. */
function measure(folder: string, count: number): Cost {
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
const sizes = [10, 100, 1000];
const costs = sizes.map((size) => {
  const cost = measure(folder, size);
  console.log(`${size} operations: ${cost.cpu_s.toFixed(1)} s of CPU, ${Math.round(cost.memory_mb)} MB`);
  return cost;
});
rmSync(folder, { recursive: true });

/** Of what is added, between the two largest: the smallest is lost in the noise of a start. */
const exponent = (of: (cost: Cost) => number): string => {
  const [small, large] = costs.slice(1).map((cost) => of(cost) - of(idle)) as [number, number];
  return Math.log10(large / small).toFixed(2);
};
console.log(
  `Exponents: CPU ${exponent(({ cpu_s }) => cpu_s)}, memory ${exponent(({ memory_mb }) => memory_mb)}.`,
);
