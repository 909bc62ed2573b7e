import { tryTo } from "./try-to.js";

// What an object inherits is no statement of its own: somebody may have written to `Object.prototype`.

/** An own property that is no accessor, which would be foreign code. */
export function readOwn(value: unknown, key: PropertyKey): unknown {
  const property = tryTo(() => Object.getOwnPropertyDescriptor(Object(value), key));
  return property !== undefined && Object.hasOwn(property, "value") ? property.value : undefined;
}

/** A copy that inherits nothing, so that what it lacks is undefined. */
export function bare<Own extends object>(own: Own): Own {
  return Object.assign(Object.create(null) as object, own) as Own;
}

/** Gives an object a property, whatever its prototype has of the name. It is hidden from whatever lists or prints it, unless shown. */
export function define(owner: object, key: PropertyKey, value: unknown, enumerable = false): void {
  Object.defineProperty(owner, key, bare({ value, enumerable, configurable: true, writable: true }));
}
