import { describe, expect, inject, it } from "vitest";
import { StytchError } from "../src/index.js";
import { prefer, record, violations } from "./recorder.js";
import { methodOf, operations } from "./spec.js";

const custom_base_url = inject("mock_url");

/** What may happen to the credentials between the client and the server. */
const spoiled: [name: string, spoil: (headers: Record<string, string>) => void][] = [
  ["missing", (headers) => delete headers["authorization"]],
  ["of another scheme", (headers) => (headers["authorization"] = "Bearer abc")],
  ["not base64", (headers) => (headers["authorization"] = "Basic !!")],
  ["empty", (headers) => (headers["authorization"] = "Basic ")],
];

describe.for(operations)("$operationId", ({ operationId, ids, answers }) => {
  it.for(spoiled)("is refused with 401 by the mock when the credentials are %s", async ([, spoil]) => {
    const { fetch, responses } = record(spoil);
    const outcome = await methodOf(operationId, { custom_base_url, fetch })(ids).catch(
      (error: unknown) => error,
    );

    expect(violations(responses[0])).toMatchObject([
      { location: ["request"], code: 401, message: "Invalid security scheme used" },
    ]);
    expect(outcome).toBeInstanceOf(StytchError);
    expect(outcome).toMatchObject({ status_code: 401, error_type: "unauthorized_credentials" });
  });

  // Prism compares no secret, so the API's own answer to a wrong one is asked for by name.
  it.for(
    answers.filter(
      ({ name }) => name === "unauthorized_credentials" || name === "invalid_project_id_authentication",
    ),
  )("rejects with $name when the API does not know the credentials", async ({ status, name, body }) => {
    const { fetch, requests, responses } = record(prefer(status!, name));
    const config = { custom_base_url, fetch, project_id: "project-test-unknown", secret: "wrong" };
    const outcome = await methodOf(operationId, config)(ids).catch((error: unknown) => error);

    expect(requests[0]!.headers["authorization"]).toBe(`Basic ${btoa("project-test-unknown:wrong")}`);
    expect(violations(responses[0])).toEqual([]);
    expect(outcome).toMatchObject({
      name: "StytchError",
      status_code: status,
      error_type: name,
      request_id: body["request_id"],
    });
  });
});
