import { readFileSync } from "node:fs";
import { listOperations, type OpenApiDocument } from "../description/document.js";
import { compareOperations } from "./compare-operations.js";
import { leaveNews } from "./deviations.js";
import { readDocument } from "./read-document.js";

/** Compares generated/openapi.json with a document, and tells the differences that a file does not know. */
export async function tellNews(
  place: string,
  deviations: string,
  begin: (step: string) => void = () => undefined,
): Promise<{ isNews: boolean; text: string }> {
  begin("Reading");
  const here = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as OpenApiDocument;
  const there = await readDocument(place);
  begin("Comparing");
  const differences = compareOperations(here, there);
  const { news, stale } = await leaveNews(deviations, differences);
  const groups = [...new Set(news.map(({ operation }) => operation))].flatMap((operation) => [
    operation,
    ...news
      .filter((each) => each.operation === operation)
      .map(({ kind, place: at, what }) => `  ${[kind.padEnd(15), at, what].filter(Boolean).join("  ")}`),
  ]);
  const counts = [
    `${differences.length - news.length} differences are meant`,
    `${news.length || "none"} new`,
    ...(stale.length === 0 ? [] : [`${stale.length} texts of ${deviations} are stale`]),
  ].join(", ");
  const { title, version } = there.info;
  const [mine, theirs] = [here, there].map((document) => listOperations(document).length);
  const summary = `Compared ${mine} operations with ${title} ${version}, which has ${theirs}: ${counts}.`;
  return { isNews: news.length + stale.length > 0, text: [...groups, ...stale, summary].join("\n") };
}
