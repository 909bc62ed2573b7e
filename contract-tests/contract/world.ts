import type { OpenApiDocument } from "../../scripts/description/document.js";
import { B2BClient, ClientError, type CallOptions, type ClientConfig } from "../../src/index.js";
import type { AnswerServer } from "./servers/stub.js";
import { observe } from "../strength/coverage/observe.js";
import { findMethod } from "../find-method.js";
import { credentials } from "./cases.js";
import type { PlatformFetch } from "./recorder.js";

/** What stands around the client under test. A mutant is a world in which one thing is wrong. */
export interface World {
  /** What the mock serves, and what the checks enumerate. */
  document: OpenApiDocument;
  mock_url: string;
  /** Says what the mock has no example of. */
  answers: AnswerServer;
  /** What goes wrong between the client and the recorder: nothing, in the real world. */
  fault: (fetch: PlatformFetch) => PlatformFetch;
  /** True in the one world whose traffic counts as coverage. */
  counts: boolean;
}

/** Something that holds of the client in a world without a fault. */
export interface Check {
  title: string;
  run: (world: World) => Promise<void>;
  /** The answer that a passing run has proven. */
  covers?: { operationId: string; status: number | "default"; example: string };
}

/** The client's method for an operationId, found by its dots. Calls that it refuses count as coverage too. */
export function methodOf(
  world: World,
  operationId: string,
  config: ClientConfig,
): (params: Record<string, unknown>, options?: CallOptions) => Promise<Record<string, unknown>> {
  const client = new B2BClient({
    ...credentials,
    custom_base_url: world.mock_url,
    max_retries: 0,
    ...config,
  });
  const method = findMethod(client, operationId);
  return async (params, options) => {
    try {
      return (await method(params, options)) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof ClientError) {
        observe(world, { operationId, params, parameter: error.parameter });
      }
      throw error;
    }
  };
}
