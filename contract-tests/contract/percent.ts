/** The text that an escaped one stands for; what a mutant or a hostile caller spelled may stand for itself. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
