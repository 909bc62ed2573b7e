import { createFetch } from "ofetch";
import { authorization, memberPath, passwordPath, type Connect } from "./call.js";

export const connect: Connect = (baseURL, fetch = globalThis.fetch) => {
  const client = createFetch({ fetch, defaults: { baseURL, headers: { Authorization: authorization } } });
  return {
    small: () => client(memberPath(), { method: "DELETE" }),
    large: () => client(passwordPath(), { method: "DELETE" }),
  };
};
