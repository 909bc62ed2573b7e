// `npm run verify` refuses what is unclear, shows what it sends, and gives no secret away.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { deletions as document } from "../contract/cases.js";
import { runInProcess } from "../run-in-process.js";
import { project, startDocumentedServer } from "./documented-server.js";
import { findMisuse, type Flags } from "./find-misuse.js";
import type { Outcome } from "./run.js";
import { exit_codes, renderOutcome, verdictOf } from "./render.js";

const target = "https://test.stytch.com";
const { project_id, secret } = project;
const env = { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret };

describe("a command", () => {
  it.for<[flags: Flags, why: RegExp | undefined]>([
    [{ target }, undefined],
    [{ target: "http://localhost:1/a", mock: true, bail: true, record: "a.har" }, undefined],
    [{ target, organization: "o", member: "m", password: "p", "yes-delete": true }, undefined],
    [{ replay: "a.har" }, undefined],
    [{ replay: "a.har", target, json: "a.json" }, undefined],
    [{ target, json: "a.har" }, /--json takes the name of a \.json file/],
    [{}, /--target says/],
    [{ target, member: "m" }, /--member .* needs --yes-delete/],
    [{ target, organization: "o" }, /--organization .* needs --yes-delete/],
    [{ target, "yes-delete": true }, /--yes-delete needs --organization/],
    [{ target, "yes-delete": true, organization: "o" }, /--yes-delete needs .*--member or --password/],
    [{ target, "yes-delete": true, member: "m" }, /--yes-delete needs --organization/],
    [{ target, "yes-delete": true, organization: "o", member: ".." }, /--member takes a member_id/],
    [{ target, "yes-delete": true, organization: "o/p", member: "m" }, /--organization takes/],
    [{ target, "yes-delete": true, organization: "o", password: "" }, /--password takes/],
    [{ target: "http://test.stytch.com" }, /^--target must use https, except on loopback\.$/],
    [{ target: "test.stytch.com" }, /^--target must be an absolute https URL\.$/],
    [{ target: `https://a:${secret}@test.stytch.com` }, /^--target must not contain credentials\.$/],
    [{ target: `${target}?a=b` }, /must not contain a query/],
    [{ target, mock: true }, /--mock is for a mock on loopback/],
    [{ target, record: "no-such-folder/a.har" }, /^--record cannot be written\.$/],
    [{ target, json: "docs/no-such-folder/a.json" }, /^--json cannot be written\.$/],
    [{ target, record: "package.json" }, /--record takes the name of a \.har file/],
    [{ replay: "a.har", bail: true }, /not with --bail/],
    [{ replay: "a.har", "yes-delete": true, organization: "o", member: "m" }, /not with --yes-delete/],
  ])("%j is refused unless it is clear", ([flags, why]) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(findMisuse(document, flags) ?? "clear").toMatch(why ?? /^clear$/);
  });

  it("is refused where what it names is deleted in two ways, or in none", () => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const paths = Object.entries(document.paths);
    const also = paths.map(([path, item]) => [path.replace("/members/", "/sessions/"), item] as const);
    const flags = { target, organization: "o", member: "m", "yes-delete": true };
    for (const [count, own] of [[2, [...paths, ...also]] as const, [0, []] as const])
      expect(findMisuse({ ...document, paths: Object.fromEntries(own) }, flags)).toBe(
        `--member: of a member_id, the description has ${count} deletions.`,
      );
  });

  it("needs both credentials", () => {
    vi.stubEnv("STYTCH_PROJECT_ID", "project-test-1");
    vi.stubEnv("STYTCH_SECRET", undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(findMisuse(document, { target })).toMatch(/^No secret\./);
    expect(findMisuse(document, { replay: "a.har", target })).toBeUndefined();
  });
});

it.for<[asked: Outcome["asked"], code: number]>([
  [[], 3],
  [[of()], 0],
  [[of(), of({ findings: [{ kind: "news", at: "", says: "", pointer: [] }] })], 0],
  [[of(), of({ unclear: "429" })], 3],
  [[of({ unclear: "429" }), of({ findings: [{ kind: "broken", at: "", says: "", pointer: [] }] })], 1],
])("what was found decides the exit code: %#", ([asked, code]) => {
  expect(exit_codes[verdictOf({ asked, left_out: [] })]).toBe(code);
});

function of(other: Partial<Outcome["asked"][number]> = {}): Outcome["asked"][number] {
  return { operationId: "a", what: "b", exchange: undefined, findings: [], unclear: undefined, ...other };
}

it("what was found is told once, with its line", async () => {
  const finding = { kind: "broken" as const, at: "/a", says: "is null", pointer: ["a"] };
  const locate = async () => ({ file: "openapi/a.yaml", line: 7 });
  const asked = [of({ findings: [finding] }), of({ what: "c", findings: [finding] })];
  expect(await renderOutcome({ asked, left_out: ["d: why"] }, locate)).toBe(
    [
      "Forbidden by the description:\n  /a is null\n    a, b and 1 more; openapi/a.yaml:7",
      "Not asked:\n  d: why",
      "2 asked: 2 answers forbidden, 0 that say nothing. The contract is broken.",
    ].join("\n\n"),
  );
});

const run = promisify(execFile);

it("asks the mock what docs/verify.md shows, and ends with 0; of what is no recording, with 2", async () => {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const har = join(folder, "out.har");
  const mock_url = inject("mock_url");
  const script = "contract-tests/verify/verify.ts";
  const start = (...args: string[]) => runInProcess(script, ...args);
  const server = await startDocumentedServer(document);
  onTestFinished(() => server.close());
  // It says what it was told, wherever it can, and tries to clear the screen.
  server.change = ({ headers, text, ...answer }) => ({
    ...answer,
    headers: { ...headers, "X-Echo": secret, [token.replace(/=+$/, "")]: "" },
    text: JSON.stringify({
      ...JSON.parse(text ?? "{}"),
      request_id: spelled[1],
      error_type: secret,
      [secret]: secret,
      ...Object.fromEntries(spelled.map((each) => [each, ""])),
      "\u001B[2J": "",
      "zelda@example.com": "",
    }),
  });
  const token = btoa(`${project_id}:${secret}`);
  const spelled = [
    token.replace(/=+$/, ""),
    btoa(secret).replace(/=+$/, ""),
    Buffer.from(secret).toString("hex"),
  ];
  const echoed = join(folder, "echoed.har");
  const broken = join(folder, "broken.har");
  writeFileSync(broken, `{"log": ${secret}`);
  mkdirSync(join(folder, "taken.har.tmp"));
  const first = ["--import", "tsx", script, "--target", mock_url, "--mock", "--record", har];
  const { stdout, stderr } = await run(process.execPath, first, {
    env: { PATH: process.env["PATH"], ...env },
  });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const echo = await start("--target", server.url, "--record", echoed);
  const no_log = { status: 2, stderr: "--replay cannot be read: it has no log of entries\n" };
  expect(await start("--replay", "package.json")).toMatchObject(no_log);
  expect(await start("--replay", broken)).toMatchObject(no_log);
  const taken = join(folder, "taken.har");
  expect(await start("--target", mock_url, "--mock", "--record", taken)).toMatchObject({
    status: 3,
    stderr: "",
  });
  expect(stderr).toBe("");
  const written = readFileSync(har, "utf8");
  expect((JSON.parse(written) as { log: { entries: object[] } }).log.entries).toHaveLength(12);
  expect(echo.stdout).toContain("/error_type has a value that is not described: (hidden)");
  for (const text of [stdout, written, echo.stdout, readFileSync(echoed, "utf8")]) {
    expect(text).not.toContain("\u001B");
    expect(text).not.toContain(secret);
    for (const each of [token, ...spelled, "zelda"])
      expect(text.toLowerCase()).not.toContain(each.toLowerCase());
  }
  const normal = (text: string): string =>
    text
      .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, "UUID")
      .replaceAll(/127\.0\.0\.1:\d+/g, "HOST");
  const [, shown = ""] = /```text\n([^]*?)\n```/.exec(readFileSync("docs/verify.md", "utf8")) ?? [];
  const parts = shown.split(/\n*^…$\n*/m);
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(normal(stdout)).toContain(normal(part));
});
