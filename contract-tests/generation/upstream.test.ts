// Somebody else's description of the same API is compared field by field: what differs is told once, and what is meant is not.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { compareOperations } from "../../scripts/upstream/compare-operations.js";
import { leaveNews } from "../../scripts/upstream/deviations.js";
import { readDocument } from "../../scripts/upstream/read-document.js";
import { tellNews } from "../../scripts/upstream/tell-news.js";
import { runInProcess } from "../run-in-process.js";
import { operations } from "../contract/cases.js";
import { write } from "./foreign-files.js";

const ours = `
openapi: 3.1.1
info: { title: Ours, version: "1" }
servers: [{ url: "https://api.test/v1" }]
security: [{ basic: [] }]
paths:
  /teams/{team_id}/players/{player_id}:
    delete:
      operationId: players.delete
      parameters:
        - { name: team_id, in: path, required: true, schema: { type: string, maxLength: 9 } }
        - { name: player_id, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
        - { name: X-Session, in: header, schema: { type: string } }
      responses:
        "200":
          description: Gone.
          headers: { X-Cost: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Player" } } }
        "404": { description: None., content: { application/problem+json: { schema: { type: object } } } }
    put:
      operationId: players.put
      parameters:
        - { name: team_id, in: path, required: true, schema: { type: string } }
        - { name: player_id, in: path, required: true, schema: { type: string } }
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { "204": { description: Done. } }
components:
  securitySchemes: { basic: { type: http, scheme: basic } }
  schemas:
    Player:
      type: object
      required: [id, kind, born]
      properties:
        id: { type: string, description: Ours. }
        kind: { type: string, enum: [goalie, back] }
        role: { anyOf: [{ type: string, enum: [captain] }, { type: string }] }
        born: { type: string, format: date }
        nick: { type: [string, "null"] }
        rank: { type: integer, minimum: 0 }
        tags: { type: array, items: { type: string, maxLength: 5 } }
        shirts: { type: object, additionalProperties: { type: integer } }
        data: { type: object, additionalProperties: true }
        mentor: { anyOf: [{ $ref: "#/components/schemas/Player" }, { type: "null" }] }
        place: { $ref: "#/components/schemas/Place" }
        a/b: { const: 1 }
    Place: { type: object, required: [city, zip], properties: { city: { type: string }, zip: { type: string } } }
`;

// Says the same in other words: other names, other parts, another version.
const theirs = `
openapi: 3.0.3
info: { title: Theirs, version: "7" }
servers: [{ url: "https://api.test/v1/" }]
security: [{ login: [] }]
paths:
  /other: { get: { responses: { "200": { description: Other. } } } }
  /teams/{team}/players/{who}:
    parameters:
      - { name: who, in: path, required: true, schema: { type: string } }
    delete:
      operationId: api_players_v1_Delete
      parameters:
        - { name: team, in: path, required: true, schema: { type: string, maxLength: 9 } }
        - { name: limit, in: query, style: form, explode: true, schema: { type: integer, minimum: 1 } }
        - { name: x-session, in: header, required: false, schema: { type: string } }
      responses:
        "200":
          description: Deleted.
          headers: { x-cost: { required: true, schema: { type: integer } } }
          content: { application/json; charset=utf-8: { schema: { $ref: "#/components/schemas/v1_Player" } } }
        "404": { description: None., content: { application/problem+json: { schema: { type: object } } } }
    put:
      parameters:
        - { name: team, in: path, required: true, schema: { type: string } }
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { "204": { description: Done. } }
components:
  securitySchemes: { login: { type: http, scheme: Basic } }
  schemas:
    v1_Player:
      allOf:
        - { $ref: "#/components/schemas/v1_Base" }
        - required: [born]
        - type: object
          properties:
            born: { type: string, format: date }
            nick: { type: string, nullable: true, example: Al }
            rank: { type: integer, minimum: 0 }
            tags: { type: array, items: { type: string, maxLength: 5 } }
            shirts: { type: object, additionalProperties: { type: integer } }
            data: { type: object }
            mentor: { nullable: true, allOf: [{ $ref: "#/components/schemas/v1_Player" }] }
            place: { oneOf: [{ $ref: "#/components/schemas/v1_Near" }, { $ref: "#/components/schemas/v1_Far" }] }
            a/b: { type: number, enum: [1] }
    v1_Base:
      type: object
      required: [id, kind]
      properties:
        id: { type: string, description: Theirs. }
        kind: { type: string, enum: [back, goalie] }
        role: { anyOf: [{ type: string }, { type: string, enum: [captain] }] }
    v1_Loop: { anyOf: [{ type: string }, { $ref: "#/components/schemas/v1_Loop" }] }
    v1_Near: { type: object, required: [city, zip], properties: { city: { allOf: [{ type: string, nullable: true }, { type: string }] }, zip: { type: string } } }
    v1_Far: { type: object, required: [zip, city], properties: { zip: { type: string }, city: { type: string } } }
`;

const rows: [title: string, from: string, to: string, found: string[]][] = [
  [
    "another server",
    "https://api.test/v1/",
    "https://eu.test/v1",
    ["only here server https://api.test/v1", "only there server https://eu.test/v1"],
  ],
  [
    "another base path",
    "https://api.test/v1/",
    "https://api.test/v2",
    [
      "only here server https://api.test/v1",
      "only there server https://api.test/v2",
      "only here",
      "only here",
    ],
  ],
  ["an operation that is gone", "    delete:", "    post:", ["only here"]],
  [
    "other credentials",
    "scheme: Basic",
    "scheme: bearer",
    [
      "typed otherwise security: http basic here, http bearer there",
      "typed otherwise security: http basic here, http bearer there",
    ],
  ],
  [
    "no credentials",
    "      operationId: api_players_v1_Delete",
    "      security: []",
    ["typed otherwise security: http basic here, none there"],
  ],
  [
    "a choice of credentials",
    "      operationId: api_players_v1_Delete",
    "      security: [{ login: [] }, {}]",
    ["typed otherwise security: http basic here, http basic or none there"],
  ],
  [
    "an operation that is deprecated",
    "      operationId: api_players_v1_Delete",
    "      deprecated: true",
    ["typed otherwise deprecated: none here, true there"],
  ],
  [
    "a parameter of the path typed otherwise",
    "maxLength: 9",
    "maxLength: 8",
    ["typed otherwise path team_id maxLength: 9 here, 8 there"],
  ],
  [
    "a new parameter",
    "{ name: x-session, in: header, required: false,",
    "{ name: as, in: query, required: true,",
    ["only here header x-session string", "only there query as string, required"],
  ],
  ["a parameter that is required", "required: false", "required: true", ["required there header x-session"]],
  [
    "a parameter written otherwise",
    "explode: true",
    "explode: false",
    ["typed otherwise query limit explode: none here, false there"],
  ],
  [
    "a body that may be left out",
    "requestBody: { required: true,",
    "requestBody: {",
    ["required here request"],
  ],
  [
    "a property that a body needs",
    "required: [name], properties: {",
    "required: [name, age], properties: { age: { type: integer },",
    ["only there request body/age integer, required"],
  ],
  [
    "a body of another type",
    "requestBody: { required: true, content: { application/json",
    "requestBody: { required: true, content: { text/json",
    ["only here request body object", "only there request body text/json object"],
  ],
  ["a new answer", '"404"', '"410"', ["only here 404", "only there 410"]],
  [
    "a header that may be missing",
    "x-cost: { required: true,",
    "x-cost: {",
    ["required here 200 header x-cost"],
  ],
  [
    "a new header",
    "headers: {",
    "headers: { X-New: { schema: { type: string } },",
    ["only there 200 header x-new string"],
  ],
  [
    "a property that is gone, whatever it has",
    "            place: {",
    "            # {",
    ["only here 200 body/place object"],
  ],
  [
    "a new property",
    "born: { type: string,",
    "died: { type: string, nullable: true }\n            born: { type: string,",
    ["only there 200 body/died string"],
  ],
  ["a property that may be missing", "required: [born]", "required: []", ["required here 200 body/born"]],
  [
    "a property that is required",
    "required: [born]",
    "required: [born, rank]",
    ["required there 200 body/rank"],
  ],
  [
    "another type",
    "rank: { type: integer",
    "rank: { type: number",
    ["typed otherwise 200 body/rank type: integer here, number there"],
  ],
  [
    "a choice that is itself, so that anything fits",
    "id: { type: string, description: Theirs.",
    'id: { $ref: "#/components/schemas/v1_Loop" }\n        old: { type: string',
    ["typed otherwise 200 body/id type: string here, any there", "only there 200 body/old string"],
  ],
  [
    "another format",
    "format: date }",
    "format: date-time }",
    ["typed otherwise 200 body/born format: date here, date-time there"],
  ],
  [
    "a constraint that is lifted",
    "{ type: integer, minimum: 0 }",
    "{ type: integer }",
    ["typed otherwise 200 body/rank minimum: 0 here, none there"],
  ],
  [
    "a value that cannot be null",
    "nick: { type: string, nullable: true",
    "nick: { type: string",
    ["typed otherwise 200 body/nick null: allowed here, none there"],
  ],
  [
    "a value that can be null",
    "born: { type: string,",
    "born: { type: string, nullable: true,",
    ["typed otherwise 200 body/born null: none here, allowed there"],
  ],
  ["a new value", "[back, goalie]", "[back, goalie, wing]", ['only there 200 body/kind the value "wing"']],
  ["a value that is gone", "[back, goalie]", "[back]", ['only here 200 body/kind the value "goalie"']],
  [
    "values that are not listed",
    ", enum: [back, goalie]",
    "",
    ["only here 200 body/kind a closed list of values"],
  ],
  [
    "values that are listed",
    "id: { type: string,",
    "id: { type: string, enum: [a],",
    ["only there 200 body/id a closed list of values"],
  ],
  [
    "a list that is closed",
    "anyOf: [{ type: string }, {",
    "anyOf: [{",
    ["typed otherwise 200 body/role other values: allowed here, none there"],
  ],
  [
    "what a list holds",
    "maxLength: 5",
    "maxLength: 6",
    ["typed otherwise 200 body/tags/[] maxLength: 5 here, 6 there"],
  ],
  [
    "what a map holds",
    "shirts: { type: object, additionalProperties: { type: integer",
    "shirts: { type: object, additionalProperties: { type: string",
    ["typed otherwise 200 body/shirts/{} type: integer here, string there"],
  ],
  [
    "an object that is closed",
    "data: { type: object",
    "data: { type: object, additionalProperties: false",
    ["typed otherwise 200 body/data additionalProperties: none here, false there"],
  ],
  [
    "what one of the choices requires alone",
    "required: [zip, city]",
    "required: [zip]",
    ["required here 200 body/place/city"],
  ],
  [
    "a name with a slash",
    "enum: [1]",
    "enum: [2]",
    ["only here 200 body/a~1b the value 1", "only there 200 body/a~1b the value 2"],
  ],
];

async function compare(other: string): Promise<string[]> {
  const here = await readDocument(write({ "ours.yaml": ours }));
  const there = await readDocument(write({ "theirs.yaml": other }));
  return compareOperations(here, there).map(({ kind, place, what }) =>
    [kind, place, what].filter(Boolean).join(" "),
  );
}

describe("Compared with ours, somebody else's document", () => {
  it("that says the same in other words differs in nothing", async () => {
    expect(await compare(theirs)).toEqual([]);
  });

  it.each(rows)("tells %s", async (_, from, to, found) => {
    expect(theirs.split(from).length).toBeGreaterThan(1);
    expect(await compare(theirs.replace(from, to))).toEqual(found);
  });

  it("names the operation as we have it", async () => {
    const here = await readDocument(write({ "ours.yaml": ours }));
    const there = await readDocument(
      write({ "theirs.yaml": theirs.replace("maxLength: 9", "maxLength: 8") }),
    );
    expect(compareOperations(here, there)[0]!.operation).toBe("DELETE /teams/{team_id}/players/{player_id}");
  });
});

describe("What is meant", () => {
  const differences = [
    { operation: "GET /a", kind: "only here", place: "200 body/a/[]", what: "string" },
    {
      operation: "GET /a",
      kind: "typed otherwise",
      place: "200 body/a.b",
      what: "null: allowed here, none there",
    },
  ] as const;
  const leave = async (deviations: string): ReturnType<typeof leaveNews> =>
    leaveNews(write({ "deviations.yaml": deviations }), differences);

  it.each<[string, string, number[]]>([
    ["by kind and place", "difference: only here, places: [200 body/a/[]]", [1]],
    ["wherever it is", "difference: typed otherwise, places: ['*']", [0]],
    ["in what it is", "difference: typed otherwise, places: ['200 *'], what: ['null: *']", [0]],
  ])("is left out %s", async (_, deviation, left) => {
    const quoted = deviation.replace("[200 body/a/[]]", "['200 body/a/[]']");
    const { news, stale } = await leave(`- { ${quoted}, reason: Why. }`);
    expect(news).toEqual(left.map((index) => differences[index]));
    expect(stale).toEqual([]);
  });

  it.each<[string, string]>([
    ["of another kind", "difference: only there, places: ['*']"],
    ["elsewhere", "difference: only here, places: [200 body]"],
    ["only alike", "difference: typed otherwise, places: ['200 body/a?b']"],
    ["something else", "difference: typed otherwise, places: ['*'], what: ['null']"],
  ])("and is %s leaves all, and is told to be stale", async (_, deviation) => {
    const { news, stale } = await leave(`- { ${deviation}, reason: Why. }`);
    expect(news).toEqual(differences);
    expect(stale[0]).toMatch(/deviations\.yaml:1 No difference fits ".+" any more\.$/);
  });

  it.each<[string, string, string]>([
    ["without a reason", "difference: only here, places: ['*']", "/0 must have required property 'reason'."],
    ["of no kind", "difference: other, places: ['*'], reason: Why.", "/0/difference must be equal to"],
    [
      "with another key",
      "difference: only here, places: ['*'], reason: Why., at: all",
      "/0 must NOT have additional",
    ],
  ])("%s is refused", async (_, deviation, message) => {
    await expect(leave(`- { ${deviation} }`)).rejects.toThrow(message);
  });
});

describe("npm run upstream", () => {
  const bundle = readFileSync("generated/openapi.json", "utf8");
  const none = (): string => write({ "none.yaml": "[]" });

  it("tells where nothing is new", async () => {
    const { isNews, text: told } = await tellNews("generated/openapi.json", none());
    expect(isNews).toBe(false);
    const count = operations.length;
    expect(told).toMatch(
      new RegExp(
        `^Compared ${count} operations with .+, which has ${count}: 0 differences are meant, none new\\.$`,
      ),
    );
  });

  it("tells what is new, by operation", async () => {
    const edited = bundle.replaceAll('"is_breakglass"', '"is_emergency"');
    const { isNews, text: told } = await tellNews(write({ "other.json": edited }), none());
    expect(isNews).toBe(true);
    const lines = told.split("\n");
    // Another operation may come before, and nothing else.
    expect(lines[0]).toMatch(/^[A-Z]+ \/v1\//);
    const first = lines.findIndex((line) =>
      line.startsWith("DELETE /v1/b2b/organizations/{organization_id}/members/"),
    );
    expect(lines.slice(first, first + 3)).toEqual([
      "DELETE /v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}",
      "  only here        200 body/member/is_breakglass  boolean, required",
      "  only there       200 body/member/is_emergency  boolean, required",
    ]);
  });

  it("tells each text of openapi/deviations.yaml that fits nothing, with its line", async () => {
    const { isNews, text: told } = await tellNews("generated/openapi.json", "openapi/deviations.yaml");
    expect(isNews).toBe(true);
    const lines = told.split("\n").filter((line) => line.startsWith("openapi/deviations.yaml:"));
    const file = readFileSync("openapi/deviations.yaml", "utf8").split("\n");
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const [, number, stale] = /:(\d+) No difference fits "(.*)" any more\.$/.exec(line)!;
      expect(file[Number(number) - 1]).toContain(stale);
    }
  });

  it("reads a URL, and says in one line what it cannot read", async () => {
    const answers: Record<string, string> = {
      "/a.json": bundle,
      "/page": "<!doctype html>\n<p>",
      "/two": "swagger: '2.0'",
    };
    const server = createServer(({ url = "" }, response) => {
      response.statusCode = url in answers ? 200 : 404;
      response.end(answers[url]);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await tellNews(`${address}/a.json`, none())).isNews).toBe(false);
    for (const [place, told] of [
      [`${address}/nowhere`, `${address}/nowhere answers 404.`],
      [`${address}/page`, `${address}/page:1 Document must be JSON object, got string`],
      [`${address}/two`, `${address}/two:1 This is no OpenAPI 3.0 or 3.1 document.`],
      ["http://127.0.0.1:9/", "http://127.0.0.1:9/ cannot be fetched: bad port"],
      ["missing.yaml", "missing.yaml:1 "],
    ] as const) {
      const error = await tellNews(place, none()).catch((reason: unknown) => reason);
      const { message } = error as Error;
      expect(message.slice(0, told.length)).toBe(told);
      expect(message).not.toContain("\n");
    }
  });

  it.each([
    [1, "No difference fits", ["generated/openapi.json"]],
    [3, "missing.yaml:1 ", ["missing.yaml"]],
    [2, "Name one document.", []],
    [2, "http:// is no URL.", ["http://"]],
  ] as const)("ends with %i and says %s", async (code, told, args) => {
    const { status, stdout, stderr } = await runInProcess("scripts/upstream.ts", ...args);
    expect(status).toBe(code);
    expect(code === 1 ? stdout : stderr).toContain(told);
    expect(code === 1 ? stderr : stdout).toBe("");
  });
});
