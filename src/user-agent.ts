/** The `User-Agent` of every request. A test keeps the version equal to package.json's. */
export const user_agent = "stytch-b2b-members/0.1.0";
