// Places in a run, by what kill-at has written about it: the same command polls more often at one time than at another, so that its Nth wait is
// not always the same one.
//   places.mjs changed WHOLE CHANGES   the numbers of those waits of a whole run before which the machine was changed; CHANGES is what `changes` says
//   places.mjs last WHOLE PART         the number that the last wait of a part of a run has in the whole one
import { readFileSync } from 'node:fs'

/** What kill-at saw of a run: a word for each call, without what is different in every run. */
function seen(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\w+\(/.test(line))
    .map((line) => /^(clone3?|v?fork|wait4)\(/.exec(line)?.[1] ?? line.replace(/= .*|\d+/g, ''))
}

/** Aligns two lists by the fewest insertions and omissions, to the end of `part`: pairs of places, of which one may be missing, in order. */
function aligned(whole, part) {
  const width = whole.length + 1
  const cost = new Int32Array(width * (part.length + 1))
  for (let w = 1; w < width; w++) cost[w] = w
  for (let p = 1; p <= part.length; p++) {
    cost[p * width] = p
    for (let w = 1; w < width; w++) {
      const apart = 1 + Math.min(cost[(p - 1) * width + w], cost[p * width + w - 1])
      cost[p * width + w] = whole[w - 1] === part[p - 1] ? Math.min(cost[(p - 1) * width + w - 1], apart) : apart
    }
  }
  let p = part.length
  let w = 0
  for (let end = 1; end < width; end++) if (cost[p * width + end] < cost[p * width + w]) w = end
  const pairs = []
  while (p > 0 || w > 0) {
    const here = cost[p * width + w]
    if (p > 0 && w > 0 && whole[w - 1] === part[p - 1] && here === cost[(p - 1) * width + w - 1]) pairs.push([--w, --p])
    else if (p > 0 && here === cost[(p - 1) * width + w] + 1) pairs.push([undefined, --p])
    else pairs.push([--w, undefined])
  }
  return pairs.reverse()
}

const isStart = (word) => /^(clone|v?fork)/.test(word)
const isWait = (word) => word === 'wait4'

/** The waits of a whole run that a kill must meet: the first behind a start that changed something, the last before the next start if the command itself did. */
function changedWaits(words, [kinds, byStart, byItself]) {
  const starts = words.filter(isStart)
  const known = new Map(
    aligned(kinds, starts).flatMap(([of, start]) => (of === undefined || start === undefined ? [] : [[start, of]])),
  )
  const changed = (index, by) => index >= 0 && (!known.has(index) || by.has(known.get(index)))
  const met = new Set()
  let wait = 0
  let start = -1
  let isChanged = false
  for (const word of words) {
    if (isStart(word)) {
      if (changed(start, byItself)) met.add(wait)
      start++
      isChanged ||= changed(start, byStart)
    } else if (isWait(word)) {
      wait++
      if (isChanged) met.add(wait)
      isChanged = false
    }
  }
  return [...met].filter((one) => one > 0).sort((a, b) => a - b)
}

/** What `changes` printed: the kinds of the starts, and which changed something, counted from 0. */
function changesOf(file) {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  const numbers = (word) => new Set(lines.filter(([first]) => first === word).map(([, number]) => Number(number) - 1))
  return [lines.find(([first]) => first === 'starts').slice(1), numbers('start'), numbers('itself')]
}

function main(what, ...files) {
  const whole = seen(files[0])
  if (what === 'changed') return changedWaits(whole, changesOf(files[1]))
  const end = aligned(whole, seen(files[1])).findLast(([w]) => w !== undefined)?.[0] ?? -1
  return [whole.slice(0, end + 1).filter(isWait).length]
}

console.log(main(...process.argv.slice(2)).join('\n'))
