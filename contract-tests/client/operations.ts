import { operations as described } from "../contract/cases.js";

const sessions = new Set(["X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"]);

/** Those that take ids and a session alone, and answer with a body: any other has more to refuse, and nothing less. */
export const operations = described.filter(({ item, parameters, responses }) => {
  const others = parameters.filter(({ in: place, name }) => place !== "path" && !sessions.has(name));
  const isWhole = parameters.length - sessions.size >= parameters.filter((each) => each.in === "path").length;
  return (
    others.length === 0 && isWhole && item["requestBody"] === undefined && responses["200"] !== undefined
  );
});
