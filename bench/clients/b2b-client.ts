import { B2BClient } from "stytch-b2b-members";
import { credentials, member, password, type Connect } from "./call.js";

export const connect: Connect = (custom_base_url, fetch) => {
  const { members } = new B2BClient({ ...credentials, custom_base_url, fetch }).organizations;
  return { small: () => members.delete(member), large: () => members.deletePassword(password) };
};
