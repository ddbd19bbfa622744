/** Characters that could move a terminal's cursor or colour, each as one visible character. */
export function printable(text: string): string {
  // the classes of Unicode take V8 longer to prepare than all else that a warning costs
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return text
  return text.replace(/[^\P{C}\n\t]|\p{Zl}|\p{Zp}/gu, '\ufffd')
}
