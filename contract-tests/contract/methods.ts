/** Whether a method asks for nothing but an answer (RFC 9110): then nothing can have been applied. */
export const isSafe = (method: string): boolean => ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
