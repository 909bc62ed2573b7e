import { create } from "axios";
import { authorization, memberPath, passwordPath, type Connect } from "./call.js";

export const connect: Connect = (baseURL) => {
  const client = create({ baseURL, headers: { Authorization: authorization } });
  return {
    small: async () => (await client.delete(memberPath())).data,
    large: async () => (await client.delete(passwordPath())).data,
  };
};
