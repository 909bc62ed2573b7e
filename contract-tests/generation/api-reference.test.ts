// The calls that the page of the description shows compile, and no text of the description ends the page's script.
import { describe, expect, it } from "vitest";
import { renderPage } from "../../scripts/api-reference/render-page.js";
import { renderSamples } from "../../scripts/api-reference/render-samples.js";
import { listOperations, type OpenApiDocument } from "../../scripts/description/document.js";
import { deletions } from "../contract/cases.js";
import { compileTypes } from "./foreign-files.js";

const read = (): OpenApiDocument => structuredClone(deletions);

describe("The samples", () => {
  it("are the client's calls, with a session and without, and compile", async () => {
    const document = read();
    const operations = listOperations(document);
    const samples = await Promise.all(operations.map(({ operation }) => renderSamples(document, operation)));
    expect(samples.map((each) => each.length)).toEqual(operations.map(() => 2));
    const programs = samples.flat().map(({ source }, index) => {
      const [first, ...rest] = source.split("\n");
      expect(first).toBe('import { B2BClient } from "stytch-b2b-members";');
      return `export const sample_${index} = async () => {${rest.join("\n")}\nreturn answer.member_id;};`;
    });
    const program = ['import { B2BClient } from "./index.js";', ...programs].join("\n");
    expect(compileTypes({}, program)).toEqual([]);
    expect(compileTypes({}, program.replaceAll("member_id:", "member:"))).not.toEqual([]);
    operations.forEach(({ operation }, index) => {
      expect(samples[index]![0]!.source).toContain(`client.${operation.operationId}({`);
      expect(samples[index]![1]!.source).toContain("authorization: { session_token: ");
    });
  });

  it("are none where something that is needed has no example", async () => {
    const document = read();
    for (const parameter of Object.values(document.components.parameters!)) delete parameter.examples;
    const [first] = listOperations(document);
    expect(await renderSamples(document, first!.operation)).toEqual([]);
  });
});

describe("The page", () => {
  it("sends to the mock alone, whatever the description says", async () => {
    const document = read();
    document.info.description = "</script><script>alert(1)</script>";
    const page = await renderPage(document, "scalar.js", "report.html");
    expect(page.match(/<\/?script/g)).toHaveLength(4);
    const [, content] = /createApiReference\("#app", (.*)\)<\/script>/.exec(page)!;
    const { servers, info } = (JSON.parse(content!) as { content: OpenApiDocument }).content;
    expect(servers.map(({ url }) => url)).toEqual(["http://127.0.0.1:4010"]);
    expect(info.description).toContain("- https://api.stytch.com ");
    expect(page).toContain("connect-src http://127.0.0.1:4010");
  });
});
