import { routes, type Route } from "../generated/client.js";
import { bare } from "./own.js";

const known = new Map<string, Route>();

/** The operation of a method and a path template. It inherits nothing: what it does not say must not be found elsewhere. */
export function findRoute(name: string): Route | undefined {
  if (!Object.hasOwn(routes, name)) return undefined;
  const route = known.get(name) ?? copy(routes[name as keyof typeof routes]);
  known.set(name, route);
  return route;
}

function copy<Value>(value: Value): Value {
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return bare(
    Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, copy(part)])),
  ) as Value;
}

/** Every name, for a message. */
export const listRoutes = (): string => Object.keys(routes).join(", ");

/** The HTTP methods that operations have. */
export const listMethods = (): string[] => [
  ...new Set(Object.keys(routes).map((name) => name.slice(0, name.indexOf(" ")))),
];
