/** What it returns, or undefined when it throws. */
export function tryTo<Result>(act: () => Result): Result | undefined {
  let result: Result | undefined;
  try {
    result = act();
  } catch {}
  return result;
}

/** Does it now. What it throws, or what its promise is rejected with, is of no interest to anybody. */
export function quietly(act: () => unknown): void {
  void (async () => act())().catch(() => {});
}
