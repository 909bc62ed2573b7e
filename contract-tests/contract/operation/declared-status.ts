/** What an operation declares for a status: itself, its class such as `2XX`, or `default`. */
export function declaredStatus(
  responses: Readonly<Record<string, unknown>>,
  status: number,
): string | undefined {
  return [String(status), `${String(status)[0]}XX`, "default"].find((each) => Object.hasOwn(responses, each));
}
