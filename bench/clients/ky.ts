import ky from "ky";
import { authorization, memberPath, passwordPath, type Connect } from "./call.js";

export const connect: Connect = (base, fetch) => {
  const client = ky.create({ headers: { Authorization: authorization }, ...(fetch && { fetch }) });
  return {
    small: () => client.delete(base + memberPath()).json(),
    large: () => client.delete(base + passwordPath()).json(),
  };
};
