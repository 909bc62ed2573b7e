// What nobody can know but a person is asked for with file, line and what to type, and nothing else fails for it.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Header, OpenApiDocument, Parameter, Response } from "../../../scripts/description/document.js";
import { caseOf, document } from "../cases.js";
import { goldenBodyChecks } from "../checks/golden-bodies.js";
import { demandChecks } from "../checks/goldens.js";
import type { Check, World } from "../world.js";
import { completeGolden, listDemands } from "./demands.js";
import { goldens, type Golden, type GoldenBody } from "./goldens.js";

const operationId = "organizations.members.deletePassword";
const { path } = caseOf(document, operationId)!;
/** With nothing left to ask for: what the committed description may ask for is another check's. */
const typed = goldens.map((each) => completeGolden(document, each));
const golden = typed.find((each) => each.operationId === operationId)!;

// What is added here is called `zz`, and fails with 499: no description of the API has that already.
type Edit = (copy: OpenApiDocument) => void;
type Described = { required: string[]; properties: Record<string, object> };

const edited = (edit: Edit): OpenApiDocument => {
  const copy = structuredClone(document);
  edit(copy);
  return copy;
};

const operationOf = ({ paths }: OpenApiDocument) =>
  paths[path]!["delete"] as { parameters: Parameter[]; responses: Record<string, Response> };

const addProperty =
  (schema: string, name: string, property: object = {}, required = false): Edit =>
  ({ components }) => {
    const described = components.schemas[schema] as unknown as Described;
    described.properties[name] = property;
    if (required) described.required.push(name);
  };

const addParameter =
  (name: string, where: Parameter["in"], required = false): Edit =>
  (copy) => {
    operationOf(copy).parameters.push({ name, in: where, required, schema: { type: "string" } });
  };

const addHeader =
  (response: string, name: string): Edit =>
  ({ components }) => {
    const header: Header = { required: true, schema: { type: "integer" } };
    components.responses![response]!.headers = {
      ...components.responses![response]!.headers,
      [name]: header,
    };
  };

/** A failure that answers something else than the others. */
const addConflict: Edit = (copy) => {
  operationOf(copy).responses["499"] = {
    description: "It does not fit.",
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["status_code", "zz_until"],
          properties: {
            status_code: { type: "integer", format: "int32" },
            zz_until: { type: "string", format: "date-time" },
            zz_hint: { type: ["string", "null"] },
          },
        },
      },
    },
  } as Response;
};

/** The titles of the checks that fail on a document. */
async function listFailed(checks: readonly Check[], copy: OpenApiDocument): Promise<string[]> {
  const failed: string[] = [];
  for (const { title, run } of checks) await run({ document: copy } as World).catch(() => failed.push(title));
  return failed;
}

/** What a document asks for, each line number as the first word of its line. */
async function listAsked(copy: OpenApiDocument, of: readonly Golden[]): Promise<string[]> {
  const demands = of.flatMap((each) => listDemands(copy, each));
  const sentences = new Set(await Promise.all(demands.map((demand) => demand.describe())));
  return [...sentences].map((sentence) =>
    sentence.replaceAll(
      /contract-tests\/contract\/golden\/([\w.]+):(\d+)/g,
      (_, file: string, line: string) => {
        const lines = readFileSync(`contract-tests/contract/golden/${file}`, "utf8").split("\n");
        return `${file.replace(operationId, "NAME")}:<${lines[Number(line) - 1]!.trim().split(/[ :]/)[0]}>`;
      },
    ),
  );
}

const cases: [what: string, edit: Edit, ...sentences: string[]][] = [
  [
    "an optional property",
    addProperty("Member", "zz_colour"),
    'type a value for /member/zz_colour into NAME.json:<"member">, and "/member/zz_colour" into `optional` in goldens.ts:<optional>',
  ],
  [
    "a required property, deep in a list",
    addProperty("SSORegistration", "zz_since", { type: "string", format: "date-time" }, true),
    'type a value for /member/sso_registrations/[]/zz_since into NAME.json:<{>, and "/member/sso_registrations/[]/zz_since" into `times` in goldens.ts:<times>',
  ],
  [
    "a property of a failure",
    addProperty("ErrorBody", "zz_hint"),
    'type a value for /zz_hint into failure.json:<{>, and "/zz_hint" into `optional` in goldens.ts:<optional>',
  ],
  [
    "a status that answers what others answer",
    (copy) => {
      const { responses } = operationOf(copy);
      responses["499"] = responses["default"]!;
    },
    "type the known error types of 499 into `errors` in goldens.ts:<errors>",
  ],
  [
    "a status with a body of its own",
    addConflict,
    "type the known error types of 499 into `errors` in goldens.ts:<errors>",
    'type a body of 499 into a new file of contract-tests/contract/golden, and 499: { file, body, optional: ["/zz_hint"], times: ["/zz_until"] } into `bodies` in goldens.ts:<bodies>',
  ],
  [
    "a status without a body",
    (copy) => {
      operationOf(copy).responses["299"] = { description: "Nothing to say." } as Response;
    },
    "type 299: null, for no body, into `bodies` in goldens.ts:<bodies>",
  ],
  [
    "a failure without a body",
    (copy) => {
      operationOf(copy).responses["499"] = { description: "It does not fit." };
    },
    "type the known error types of 499 into `errors` in goldens.ts:<errors>",
    "type 499: null, for no body, into `bodies` in goldens.ts:<bodies>",
  ],
  [
    "a header of an answer",
    addHeader("MemberPasswordNotFound", "ZZ-Limit"),
    'type 404: { "ZZ-Limit": … }, with the type of its value, into `headers` in goldens.ts:<headers>',
  ],
  [
    "a parameter in the path",
    (copy) => {
      addParameter("zz_part", "path", true)(copy);
      copy.paths = { ...copy.paths, [`${path}/{zz_part}`]: copy.paths[path]! };
      delete copy.paths[path];
    },
    `type ${path}/{zz_part} into \`path\` in goldens.ts:<path>`,
    "type a value for zz_part into `params` in goldens.ts:<params>",
  ],
  [
    "a parameter of the query",
    addParameter("zz_limit", "query"),
    'type "zz_limit": { in: "query", value: …, on_wire: "zz_limit=…" } into `other_params` in goldens.ts:<other_params>',
  ],
  [
    "a header parameter",
    addParameter("ZZ-Reason", "header", true),
    'type "ZZ-Reason": { in: "header", value: …, on_wire: "…" } into `other_params` in goldens.ts:<other_params>',
  ],
];

const checks = [...goldenBodyChecks(golden), ...demandChecks([golden])];
const failed_before = listFailed(checks, document);

describe.for(cases)("for %s", ([, edit, ...sentences]) => {
  const copy = edited(edit);
  it("a person is asked", async () => {
    expect(await listAsked(copy, [golden])).toEqual(sentences);
  });

  it("nothing is asked once it is there", () => {
    expect(listDemands(copy, completeGolden(copy, golden))).toEqual([]);
  });

  it("one check fails for it", async () => {
    const before = await failed_before;
    const after = await listFailed(checks, copy);
    expect(after.filter((title) => !before.includes(title))).toEqual(["have everything that is described"]);
  });
});

it("asks for a header at the line of the golden whose operation has it, and once for what goldens share", async () => {
  const on_both = edited((copy) => {
    addHeader("TooManyRequests", "ZZ-Limit")(copy);
    addProperty("ErrorBody", "zz_hint")(copy);
  });
  const on_one = edited(addHeader("MemberPasswordNotFound", "ZZ-Limit"));
  const count = async (copy: OpenApiDocument, name: string): Promise<number> => {
    const sentences = await Promise.all(
      typed.flatMap((each) => listDemands(copy, each)).map((each) => each.describe()),
    );
    return new Set(sentences.filter((sentence) => sentence.includes(name))).size;
  };
  expect(await count(on_one, "ZZ-Limit")).toBe(1);
  expect(await count(on_both, "ZZ-Limit")).toBe(2);
  expect(await count(on_both, "zz_hint")).toBe(1);
});

describe("a HEAD, of which nothing has a body", () => {
  const head: Golden = {
    ...golden,
    operationId: "organizations.members.lookForPassword",
    method: "HEAD",
    bodies: { 200: null },
    failure: null,
    errors: { 404: [], default: [] },
    headers: {},
  };
  const addHead =
    (failure: Response): Edit =>
    (copy) => {
      const responses = { 200: { description: "" }, 404: failure, default: { description: "" } };
      const { parameters } = operationOf(copy);
      copy.paths[path]!["head"] = { operationId: head.operationId, parameters, responses };
    };

  it("is held by a golden", async () => {
    const copy = edited(addHead({ description: "" }));
    expect(listDemands(copy, head)).toEqual([]);
    expect(await listFailed(goldenBodyChecks(head), copy)).toEqual([]);
  });

  it("is noticed where the description has a body", async () => {
    const { default: described } = operationOf(document).responses;
    expect(await listFailed(goldenBodyChecks(head), edited(addHead(described!)))).toEqual([
      "is described without a body of 404",
    ]);
  });
});

describe("a body that a status has for itself", () => {
  const copy = edited(addConflict);
  const check = async (body: object, optional: string[]): Promise<string[]> => {
    const own: GoldenBody = { file: "own.json", body, optional, times: ["/zz_until"] };
    const held = { ...golden, bodies: { 499: own }, errors: { ...golden.errors, 499: [] } };
    const failed = await listFailed(goldenBodyChecks(held), copy);
    return failed.filter((title) => title.includes("499"));
  };
  const body = { status_code: 499, zz_until: "2026-04-25T16:37:09Z", zz_hint: "<string>" };

  it("is held by a golden", async () => {
    expect(await check(body, ["/zz_hint"])).toEqual([]);
  });

  it("is noticed where the description has another", async () => {
    expect(await check(body, [])).toEqual([
      "is described without room for less than the documented body of 499",
      "is described with room for null in what is optional in the documented body of 499, and in nothing else",
    ]);
    expect(await check({ ...body, zz_else: true }, ["/zz_hint"])).toContain(
      "is described with everything that the documented body of 499 has, and with room for what it does not exclude",
    );
  });
});
