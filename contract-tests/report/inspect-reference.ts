import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { startMock } from "../../scripts/command/start-mock.js";
import { listOperations, type OpenApiDocument } from "../../scripts/description/document.js";
import { mock_url } from "./curl.js";
import { inspectLooks } from "./inspect-looks.js";

const bundle = "generated/openapi.json";

/** What is wrong with the page that `npm run docs` writes, a sentence each, and what it was found to show. */
export async function inspectReference(
  page: Page,
  url: string,
): Promise<{ problems: string[]; shown: string }> {
  const problems: string[] = [];
  const document = JSON.parse(readFileSync(bundle, "utf8")) as OpenApiDocument;
  const operations = listOperations(document);
  const schemas = Object.entries(document.components.schemas);
  const expected = new RegExp(`^${url.replace(/[^/]*$/, "")}(?:index\\.html|scalar-[\\d.]+\\.js)(?:#.*)?$`);
  page.on("console", (message) => {
    if (!/^@scalar\/api-reference@[\d.]+$/.test(message.text()))
      problems.push(`The console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`The page throws: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (!expected.test(asked) && !asked.startsWith(`${mock_url}/`))
      problems.push(`The page asks for ${asked}`);
  });
  const mock = await startMock(bundle);
  await page.route(`${mock_url}/**`, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const answer = await fetch(`${mock.url}${pathname}${search}`, {
      method: request.method(),
      headers: await request.allHeaders(),
    });
    await route.fulfill({
      status: answer.status,
      headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
      body: await answer.text(),
    });
  });
  /** Whether something comes to be seen. */
  const shows = (text: string, root = page.locator("body")): Promise<boolean> =>
    root
      .getByText(text)
      .first()
      .waitFor()
      .then(() => true)
      .catch(() => false);
  const tryTo = (problem: string, act: () => Promise<unknown>): Promise<unknown> =>
    act().catch(() => problems.push(problem));
  page.setDefaultTimeout(5000);
  try {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(url);
    for (const { operation, method, path } of operations) {
      const { operationId, summary } = operation;
      const section = page.locator(`[id$="${method.toUpperCase()}${path}"]`).first();
      await tryTo(`${operationId} cannot be tried.`, async () => {
        await page.getByRole("link", { name: summary }).first().click();
        if (!(await shows(`client.${operationId}(`, section)))
          problems.push(`${operationId} has no sample of a call.`);
        await section.getByRole("button", { name: "Test Request" }).click();
        await page.getByRole("button", { name: "Send" }).first().click();
        if (!(await shows("200 OK"))) problems.push(`The mock does not answer ${operationId} with 200.`);
        await page.keyboard.press("Escape");
      });
    }
    await page.getByRole("link", { name: "Models" }).first().click();
    for (const [name, schema] of schemas) {
      const button = page.locator(`[id$="/models/${name}"]`).first();
      await tryTo(`The schema ${name} is missing.`, () => button.click());
      const [property = ""] = Object.keys(Object(schema["properties"]) as object);
      if (!(await shows(property, button.locator("xpath=ancestor::section[1]"))))
        problems.push(`The schema ${name} does not show ${property}.`);
    }
    problems.push(...(await inspectLooks(page)));
    const report = await page.getByRole("link", { name: "The contract report" }).getAttribute("href");
    if (!existsSync(fileURLToPath(new URL(report!, url))))
      problems.push(`Its link to ${report} leads nowhere.`);
  } finally {
    await mock.close();
  }
  return {
    problems,
    shown: `${operations.length} operations answered by the mock, ${schemas.length} schemas`,
  };
}
