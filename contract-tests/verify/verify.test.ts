// A live server is told to keep the contract, to break it, or neither; and what it has stays, unless it is named.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiDocument, Operation } from "../../scripts/description/document.js";
import { deletions as document } from "../contract/cases.js";
import {
  project,
  startDocumentedServer,
  type DocumentedServer,
  type WireAnswer,
} from "./documented-server.js";
import { createCarrier } from "./carry.js";
import { createFreshIds } from "./fresh-ids.js";
import { planProbes } from "./probes.js";
import { redact } from "./redact.js";
import { verdictOf } from "./render.js";
import { askServer, type Options, type Outcome } from "./run.js";

const { ids, ...credentials } = project;
let server: DocumentedServer;
beforeEach(async () => {
  server = await startDocumentedServer(document);
});
afterEach(() => server.close());

const all_ids = {
  targets: ["member_password_id", "member_id"],
  given: ids,
};
const ask = (options: Partial<Options> = {}): Promise<Outcome> =>
  askServer({ document, target: new URL(server.url), credentials, ...options });
const findingsOf = ({ asked }: Outcome): string[] => [
  ...new Set(asked.flatMap(({ findings }) => findings.map(({ kind, at, says }) => `${kind}: ${at} ${says}`))),
];
const unclearOf = ({ asked }: Outcome): string[] => [
  ...new Set(asked.flatMap(({ unclear }) => unclear ?? [])),
];

/** Changes the body of each answer that has one. */
const changeBody =
  (change: (body: Record<string, unknown>, status: number) => unknown) =>
  (answer: WireAnswer): WireAnswer => ({
    ...answer,
    text: JSON.stringify(change(JSON.parse(answer.text!), answer.status)),
  });
const setHeaders =
  (headers: Record<string, string>) =>
  (answer: WireAnswer): WireAnswer => ({ ...answer, headers: { ...answer.headers, ...headers } });
const say = (status: number, type: string, text: string) => (): WireAnswer => ({
  status,
  headers: { "Content-Type": type },
  text,
});
const failure = (status: number): string =>
  JSON.stringify({ status_code: status, error_type: "too_many_requests", error_message: "", error_url: "" });

describe("without an order to delete", () => {
  /** No path of a request may name what the server has. */
  const expectHarmless = (): void => {
    const named = server.requests.flatMap(({ url }) =>
      Object.values(ids).filter((id) => url.split("/").map(decodeURIComponent).includes(id)),
    );
    expect(named).toEqual([]);
  };

  it("a server that is as documented keeps the contract, and keeps all that it has", async () => {
    const outcome = await ask();
    expect(findingsOf(outcome)).toEqual([]);
    expect(verdictOf(outcome)).toBe("kept");
    expect(server.requests).toHaveLength(12);
    expect(outcome.asked.map(({ exchange }) => exchange!.status)).toEqual([
      401, 400, 401, 404, 400, 400, 401, 400, 401, 404, 400, 400,
    ]);
    expectHarmless();
    expect(server.deleted).toEqual([]);
  });

  it("a server that checks nothing deletes nothing of what it has, and is asked no more", async () => {
    server.change = say(200, "application/json", '{"status_code":200,"request_id":"r","member_id":"m"}');
    const outcome = await ask();
    expect(findingsOf(outcome)).toEqual(["broken: status 200 lets in whoever asks"]);
    expect(server.requests).toHaveLength(1);
    expect(outcome.left_out).toEqual([expect.stringContaining("it did what it has to refuse")]);
    expectHarmless();
  });

  it("a server that ignores a session is told so", async () => {
    server.change = (answer, { headers }) =>
      headers["x-stytch-member-session"] === undefined
        ? answer
        : say(200, "application/json", '{"status_code":200,"request_id":"r","member_id":"m"}')();
    expect(findingsOf(await ask())).toEqual(["broken: status 200 is no refusal"]);
    expectHarmless();
  });

  // A platform's `fetch` answers a 421 by asking again.
  it.for([503, 421])("no two requests are the same, whatever is answered: %s", async (status) => {
    server.change = say(status, "text/html", "<html>");
    await ask();
    const lines = server.requests.map((request) => JSON.stringify(request));
    expect(lines).toHaveLength(12);
    expect(new Set(lines).size).toBe(lines.length);
    expectHarmless();
  });

  it.for(["/base", "/a%20b", "/%zz", "/$&"])("the path %s before every operation's is kept", async (base) => {
    server.change = say(404, "application/json", failure(404));
    const outcome = await ask({
      target: new URL(`${server.url}${base}/`),
      keep: (each) => redact(document, each),
    });
    const begin = `${base}/v1/b2b/`;
    expect(server.requests.map(({ url }) => url.slice(0, begin.length))).toEqual(Array(12).fill(begin));
    expect(outcome.asked.map(({ exchange }) => exchange!.operationId)).not.toContain(undefined);
  });

  it("no redirect is followed", async () => {
    const other = await startDocumentedServer(document);
    server.change = (answer, { url }) => ({
      ...answer,
      status: 307,
      headers: { Location: `${other.url}${url}` },
    });
    expect(unclearOf(await ask())).toEqual(["307 is a redirect, which is not followed"]);
    expect(other.requests).toEqual([]);
    other.close();
  });
});

describe("what carries requests", () => {
  const carry = (permitted: boolean) =>
    createCarrier(
      new URL(server.url),
      () => permitted,
      () => {},
    );
  const init = { method: "DELETE", headers: { a: "b" } };

  it("refuses what is not permitted, and what is for another server", async () => {
    await expect(carry(false)(`${server.url}/a`, init)).rejects.toThrow(/could change something/);
    await expect(carry(true)("http://127.0.0.1:1/a", init)).rejects.toThrow(/another server/);
    expect(server.requests).toEqual([]);
  });

  it("sends nothing twice", async () => {
    const fetch = carry(true);
    await fetch(`${server.url}/a`, init);
    await expect(fetch(`${server.url}/a`, init)).rejects.toThrow(/twice/);
    await fetch(`${server.url}/a`, { ...init, headers: { a: "c" } });
    expect(server.requests).toHaveLength(2);
  });

  it("takes no answer without an end", async () => {
    server.change = say(200, "text/plain", "a".repeat(10_000_001));
    await expect(carry(true)(`${server.url}/a`, init)).rejects.toThrow(/longer than 10000000 bytes/);
  });
});

describe("with the ids of what is to be deleted", () => {
  it("deletes the password and then the Member, once each, and says so before", async () => {
    const said: string[] = [];
    const outcome = await ask({
      deletions: all_ids,
      say: (line) => said.push(`${server.deleted.length} ${line}`),
    });
    expect(verdictOf(outcome)).toBe("kept");
    expect(server.deleted).toEqual([
      `/v1/b2b/organizations/${ids.organization_id}/members/passwords/${ids.member_password_id}`,
      `/v1/b2b/organizations/${ids.organization_id}/members/${ids.member_id}`,
    ]);
    expect(server.requests).toHaveLength(14);
    expect(said.filter((line) => line.includes("Now this is deleted"))).toEqual([
      "0 Now this is deleted: member_password_id member-password-test-1",
      "1 Now this is deleted: member_id member-test-1",
    ]);
  });

  it("deletes nothing but the resource that an id names: not the organization, and nothing below a member", async () => {
    const more = structuredClone(document);
    const [[path, item]] = Object.entries(more.paths) as [[string, { delete: Operation }]];
    for (const [other, operationId] of [
      ["/v1/b2b/organizations/{organization_id}", "organizations.delete"],
      [`${path}/totp`, "organizations.members.deleteTotp"],
    ] as const) {
      const parameters = item.delete.parameters!.filter(
        (each) =>
          other !== "/v1/b2b/organizations/{organization_id}" || !JSON.stringify(each).includes("/member_id"),
      );
      more.paths[other] = { delete: { ...item.delete, operationId, parameters } };
    }
    const { planDeletions } = await import("./probes.js");
    const planned = planDeletions(more, credentials, ids, all_ids.targets);
    expect(planned.map(({ operation }) => operation.operationId)).toEqual([
      "organizations.members.deletePassword",
      "organizations.members.delete",
    ]);
  });

  it.for<[what: string, change: DocumentedServer["change"]]>([
    [
      "does not take the credentials",
      (answer) => ({
        ...answer,
        status: 401,
        text: JSON.stringify({ ...JSON.parse(answer.text!), status_code: 401 }),
      }),
    ],
    ["does not take the credentials, by a page", say(401, "text/html", "<html>")],
    ["does not know the project", say(400, "application/json", failure(400))],
    ["finds nothing, whoever asks", say(404, "application/json", failure(404))],
    ["lets in whoever asks", (answer) => ({ ...answer, status: 200 })],
    ["does not answer", () => null],
    ["does not answer whom it has to refuse", (answer) => (answer.status === 400 ? null : answer)],
    [
      "does not find what is asked for without credentials",
      (answer) => (answer.status === 401 ? say(404, "application/json", failure(404))() : answer),
    ],
  ])("deletes nothing where the server %s", async ([, change]) => {
    server.change = change;
    const outcome = await ask({ deletions: all_ids });
    expect(server.requests.filter(({ url }) => url.includes(ids.organization_id))).toEqual([]);
    expect(verdictOf(outcome)).not.toBe("kept");
  });

  it("tells a project that nobody knows from one that has not the ids", async () => {
    const outcome = await ask({ credentials: { ...credentials, project_id: "project-test-2" } });
    expect([verdictOf(outcome), unclearOf(outcome)]).toEqual([
      "could not tell",
      ["the server does not take the credentials of the environment"],
    ]);
  });

  it("says that nothing was deleted where there was nothing", async () => {
    const given = { ...ids, member_id: "member-test-2" };
    const outcome = await ask({ deletions: { targets: ["member_id"], given } });
    expect([verdictOf(outcome), unclearOf(outcome)]).toEqual([
      "could not tell",
      ["404: nothing was deleted"],
    ]);
  });
});

describe("a server that is as documented gives no false alarm", () => {
  it.for<[what: string, change: DocumentedServer["change"], news: string[]]>([
    [
      "with keys that nobody described",
      changeBody((body) => ({ ...body, something_new: [{ deep: null }] })),
      ["news: /something_new is a field that is not described"],
    ],
    [
      "with null for what is not set",
      changeBody((body) =>
        body["organization"] === undefined
          ? { ...body, ...("error_type" in body && { request_id: null, error_details: null }) }
          : {
              ...body,
              organization: {
                ...(body["organization"] as object),
                organization_external_id: null,
                sso_default_connection_id: null,
                scim_active_connection: null,
              },
            },
      ),
      [],
    ],
    [
      "with empty texts",
      changeBody((body) =>
        body["organization"] === undefined
          ? { ...body, ...("error_type" in body && { error_message: "", error_url: "" }) }
          : { ...body, organization: { ...(body["organization"] as object), organization_logo_url: "" } },
      ),
      [],
    ],
    [
      "with an error type that nobody listed",
      changeBody((body) => ("error_type" in body ? { ...body, error_type: "member_is_busy" } : body)),
      ["news: /error_type has a value that is not described: member_is_busy"],
    ],
    [
      "with headers of its own",
      setHeaders({ "X-Request-Id": "1", Server: "a", "Strict-Transport-Security": "max-age=1" }),
      ["news: x-request-id is a header that is not described"],
    ],
    [
      "with facts that are anybody's",
      changeBody((body) => ("error_type" in body ? { ...body, error_details: { any: { thing: 1 } } } : body)),
      [],
    ],
  ])("%s", async ([, change, news]) => {
    server.change = change;
    const outcome = await ask({ deletions: all_ids });
    const found = findingsOf(outcome).filter((each) => !each.includes("role_id"));
    expect([verdictOf(outcome), found]).toEqual(["kept", news]);
  });

  it.for<[what: string, change: DocumentedServer["change"], why: string]>([
    ["HTML of a gateway", say(502, "text/html", "<html>"), "502 with text/html is the answer of a gateway"],
    ["HTML of a firewall", say(403, "text/html", "<html>"), "403 with text/html is the answer of a gateway"],
    [
      "text of a gateway",
      say(429, "text/plain", "slow down"),
      "429 with text/plain is the answer of a gateway",
    ],
    ["nothing of a gateway", say(504, "", ""), "504 with no media type is the answer of a gateway"],
    ["a 429", say(429, "application/json", failure(429)), "429: the server asks to wait"],
    ["a 500", say(500, "application/json", failure(500)), "500: the server failed"],
    ["no answer", () => null, "no answer: connection_lost"],
  ])("cannot be judged by %s", async ([, change, why]) => {
    server.change = change;
    const outcome = await ask();
    expect([verdictOf(outcome), findingsOf(outcome), unclearOf(outcome)]).toEqual([
      "could not tell",
      [],
      [why],
    ]);
  });
});

describe("breaks the contract", () => {
  it.for<[what: string, change: DocumentedServer["change"], found: string]>([
    [
      "with a field left out",
      changeBody((body) => ({ ...body, error_url: undefined })),
      "broken: /error_url is missing",
    ],
    [
      "with a null",
      changeBody((body) => ({ ...body, error_message: null })),
      "broken: /error_message is null",
    ],
    [
      "with another type",
      changeBody((body) => ({ ...body, error_type: [1] })),
      "broken: /error_type is a list",
    ],
    [
      "with another status in its body",
      changeBody((body) => ({ ...body, status_code: 418 })),
      "broken: /status_code is 418 in an answer with 401",
    ],
    ["with a list for a body", changeBody((body) => [body]), "broken: body is a list"],
    [
      "with another media type",
      setHeaders({ "Content-Type": "application/problem+json" }),
      "broken: content-type is application/problem+json",
    ],
    [
      "with the name of what every object has for a media type",
      setHeaders({ "Content-Type": "constructor" }),
      "broken: content-type is missing",
    ],
    [
      "with a body that is nested without end",
      (answer) => ({ ...answer, text: `${"[".repeat(100_000)}${"]".repeat(100_000)}` }),
      "broken: body is no JSON",
    ],
    ["without a body", (answer) => ({ ...answer, text: "" }), "broken: body is no JSON"],
    [
      "with half a body",
      (answer) => ({ ...answer, text: answer.text!.slice(0, 9) }),
      "broken: body is no JSON",
    ],
  ])("%s", async ([, change, found]) => {
    server.change = change;
    const outcome = await ask();
    expect(verdictOf(outcome)).toBe("broken");
    expect(findingsOf(outcome)[0]).toBe(found);
    const bailed = await ask({ bail: true });
    expect(bailed.asked).toHaveLength(1);
    expect(bailed.left_out).toEqual([expect.stringContaining("--bail")]);
  });

  it("with a field left out of what it deleted", async () => {
    server.change = changeBody((body) => ({ ...body, organization: undefined }));
    expect(findingsOf(await ask({ deletions: all_ids }))).toContain("broken: /organization is missing");
  });

  const strict = (edit: (operation: Operation) => void): OpenApiDocument => {
    const copy = structuredClone(document);
    for (const item of Object.values(copy.paths)) edit(item["delete"] as Operation);
    return copy;
  };

  it.for<[what: string, edit: (operation: Operation) => void, found: string[]]>([
    [
      "with a status that nothing describes",
      ({ responses }) => {
        delete responses["default"];
        delete responses["401"];
      },
      ["broken: status 401 is not described"],
    ],
    [
      "news of a status that is described with the others alone",
      ({ responses }) => delete responses["401"],
      ["news: status 401 is described by `default` alone"],
    ],
    [
      "with a header left out, and one of another type",
      (operation) => {
        const content = { "application/json": { schema: {} } };
        const headers = {
          "X-Missing": { required: true, schema: { type: "string" } },
          "X-Count": { schema: { type: "integer" } },
        };
        operation.responses["401"] = { description: "", content, headers };
      },
      ["broken: X-Missing is missing", "broken: X-Count breaks type"],
    ],
    [
      "news of a body where none is described",
      (operation) => (operation.responses["401"] = { description: "" }),
      ["news: body is there, and none is described"],
    ],
  ])("%s", async ([, edit, found]) => {
    server.change = setHeaders({ "X-Count": "soon" });
    const outcome = await ask({ document: strict(edit) });
    const others = findingsOf(outcome).filter((each) => !each.includes("x-count is a header"));
    expect(others).toEqual(found);
  });
});

describe("an operation of another kind", () => {
  const responses = { 200: { description: "" } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } } as const;
  const number = { name: "id", in: "path", required: true, schema: { type: "integer" } } as const;
  const body = {
    required: true,
    content: { "application/json": { schema: { type: "object" }, example: { a: 1 } } },
  };
  const plan = (path: string, method: string, operation: Partial<Operation>) => {
    const own = { ...operation, operationId: "an.operation", summary: "", description: "", responses };
    const api = { ...document, paths: { [path]: { [method]: own } } } as OpenApiDocument;
    const fresh = createFreshIds(api, "project-live-1");
    const { probes, left_out } = planProbes(api, credentials, fresh);
    return { asked: probes.map(({ what }) => what), left_out };
  };
  const refused = ["no credentials", "an unknown project", "a wrong secret"];

  it.for<
    [
      method: string,
      path: string,
      operation: Partial<Operation>,
      asked: string[],
      left_out: string | undefined,
    ]
  >([
    ["get", "/a/{id}", { parameters: [id] }, [...refused, "ids that do not exist"], undefined],
    ["get", "/a", {}, [...refused, "the least that it takes"], undefined],
    ["get", "/a/{id}", { parameters: [number] }, [...refused, "the least that it takes"], undefined],
    ["get", "/a", { security: [] }, ["the least that it takes"], undefined],
    ["delete", "/a/{id}", { parameters: [id], security: [] }, ["ids that do not exist"], undefined],
    ["delete", "/a/{id}", { parameters: [number] }, [], "no id in its path could be one that does not exist"],
    ["delete", "/a", {}, [], "no id in its path could be one that does not exist"],
    ["delete", "/a/{id}", { parameters: [id], requestBody: body }, refused, "asked without them alone"],
    ["post", "/a/{id}", { parameters: [id], requestBody: body }, refused, "asked without them alone"],
    ["put", "/a/{id}", { parameters: [id] }, refused, "asked without them alone"],
    ["post", "/a/{id}", { parameters: [id], security: [] }, [], "open to everybody"],
    ["post", "/a", { requestBody: body }, [], "no id in its path could be one that does not exist"],
  ])(
    "%s %s is asked nothing that could change something: %#",
    ([method, path, operation, asked, left_out]) => {
      const planned = plan(path, method, operation);
      expect(planned.asked).toEqual(asked);
      expect(planned.left_out.join()).toContain(left_out ?? "");
      expect(planned.left_out).toHaveLength(left_out === undefined ? 0 : 1);
    },
  );

  it("gets no body where it could make something of one", () => {
    const own = {
      parameters: [id],
      requestBody: body,
      operationId: "a",
      summary: "",
      description: "",
      responses,
    };
    const api = { ...document, paths: { "/a/{id}": { post: own } } } as unknown as OpenApiDocument;
    for (const { spoil } of planProbes(api, credentials, createFreshIds(api, "p")).probes) {
      const request = { url: "", headers: { "content-type": "a", authorization: "b" }, text: "{}" };
      spoil(request);
      expect(request).toMatchObject({ text: undefined });
      expect(request.headers).not.toHaveProperty("content-type");
    }
  });
});
