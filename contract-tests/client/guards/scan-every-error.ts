import { afterEach } from "vitest";
import { ClientError } from "../../../src/errors.js";
import { expectNoSecrets, findSecret } from "./secret-scanner.js";

/**
 * Hands every error of this package to `keep` when it is made, whoever makes it. The three classes have one ancestor
 * below Error; `super` in it calls whatever its prototype is by then.
 */
export function watchErrors(errorClass: typeof ClientError, keep: (error: Error) => void): void {
  const ancestor: object = Object.getPrototypeOf(errorClass);
  const Watched = function (...args: ConstructorParameters<typeof Error>): Error {
    const error = Reflect.construct(Error, args, new.target) as Error;
    keep(error);
    return error;
  };
  Object.setPrototypeOf(ancestor, Object.setPrototypeOf(Watched, Error));
}

const made: Error[] = [];

watchErrors(ClientError, (error) => made.push(error));

afterEach(() => {
  const leaks = made.splice(0).filter((error) => findSecret(error) !== undefined);
  for (const error of leaks) expectNoSecrets(error);
});
