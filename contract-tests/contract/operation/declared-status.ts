import type { AnswerCase } from "../cases.js";

/** What an operation declares for a status: itself, its class such as `2XX`, or `default`. */
export function declaredStatus(
  responses: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined {
  return [String(status), `${String(status)[0]}XX`, "default"].find((each) => Object.hasOwn(responses, each));
}

/** `default` and `4XX` are asked for by their own example's status. */
export function statusOf({ status, declared, body }: AnswerCase): number {
  const { status_code } = Object(body) as { status_code?: unknown };
  if (status !== undefined) return status;
  if (typeof status_code === "number") return status_code;
  return declared === "default" ? 599 : Number(`${declared[0]}99`);
}
