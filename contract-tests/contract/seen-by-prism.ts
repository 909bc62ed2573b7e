import type { Parameter } from "../../scripts/description/document.js";

/** Whether Prism can see that a parameter breaks a keyword of its schema. The oracle always can. */
export function isSeenByPrism({ in: where, explode }: Parameter, value: unknown, keyword: string): boolean {
  // It takes what is empty for missing, and knows no integers of more than 32 bits.
  if (value === "" || keyword === "format") return false;
  // Of a list that is spelled out it reads the last item, unless the description says what is the default anyway.
  return where !== "query" || explode !== undefined || !Array.isArray(value) || value.length < 2;
}
