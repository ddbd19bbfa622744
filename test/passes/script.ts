/** What an emitted script says as code: without the lines of here-documents and of comments. */
export function codeOf(script: string): string {
  const lines: string[] = []
  let end: string | undefined
  for (const line of script.split('\n')) {
    if (end !== undefined) {
      if (line === end) end = undefined
      continue
    }
    lines.push(line)
    end = /<<'?([A-Z_0-9]+)'?/.exec(line)?.[1]
  }
  return lines.join('\n').replace(/^[ \t]*#.*$/gm, '')
}

/** Names of functions that occur in code; a name that ends with `_` is made at run time. */
export function mentionedIn(code: string): ReadonlySet<string> {
  return new Set(code.match(/(?<![A-Za-z0-9_])flux_[a-z_]+/g) ?? [])
}

/** Functions that a script defines, each with its body. */
export function functionsOf(code: string): ReadonlyMap<string, string> {
  const bodies = code.matchAll(/^([a-z][a-z0-9_]*)\(\) [{(]$([\s\S]*?)^[})].*$/gm)
  return new Map([...bodies].map(([, name = '', body = '']) => [name, body]))
}

/** Kinds of journal records that the code keeps: each needs its undo. */
export function journalKinds(code: string): ReadonlySet<string> {
  return new Set([...code.matchAll(/flux_keep ([a-z]+)/g)].map(([, kind = '']) => kind))
}
