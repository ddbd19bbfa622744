import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Module } from '../../src/modules/module.js'
import { modules as registry } from '../../src/modules/registry.js'
import { resolve } from '../../src/passes/1-resolve.js'

function module(name: string, after: readonly string[] = []): Module {
  return { name, summary: '', schema: z.strictObject({}), after, declare: () => [] }
}

const names = (asked: readonly string[], all: readonly Module[]): readonly string[] =>
  resolve(asked, all).map(({ name }) => name)

describe('resolve', () => {
  const abc = [module('a'), module('b', ['a']), module('c', ['b'])]

  it.each([
    { asked: [], want: [], that: 'takes nothing when nothing is asked for' },
    { asked: ['a', 'b', 'c'], want: ['a', 'b', 'c'], that: 'keeps an order that is right' },
    { asked: ['c', 'b', 'a'], want: ['a', 'b', 'c'], that: 'puts each module after those it names' },
    { asked: ['c', 'a'], want: ['c', 'a'], that: 'keeps the asked order where nothing decides' },
    { asked: ['b'], want: ['b'], that: 'does not add a module that is only an order' },
    { asked: ['a', 'a'], want: ['a'], that: 'takes a module once' },
  ])('$that', ({ asked, want }) => {
    expect(names(asked, abc)).toEqual(want)
  })

  it('puts the firewall before sshd and the kernel, however they are asked for', () => {
    expect(names(['sysctl', 'ssh', 'firewall'], registry)[0]).toBe('firewall')
  })

  it('names the modules of a cycle', () => {
    const cycle = [module('a', ['b']), module('b', ['c']), module('c', ['a'])]
    expect(() => resolve(['a', 'b', 'c'], cycle)).toThrow(/a → b → c → a/)
  })

  it('keeps `after` for any modules without a cycle, and loses none', () => {
    const random = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(random, fc.infiniteStream(fc.nat()), (lists, keys) => {
        const all = lists.map((list, index) => module(`m${index}`, index === 0 ? [] : list.map((n) => `m${n % index}`)))
        const asked = all
          .map(({ name }) => ({ name, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ name }) => name)
        const ordered = names(asked, all)
        expect([...ordered].sort()).toEqual([...asked].sort())
        for (const { name, after } of all) {
          for (const other of after) expect(ordered.indexOf(other)).toBeLessThan(ordered.indexOf(name))
        }
      }),
    )
  })
})
