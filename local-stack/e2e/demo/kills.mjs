import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Starts the system with its demo tasks again and again and kills it in the middle of making them, then lets a last start make
 * what is missing and look at the whole: kills.mjs STATE COMMAND… -- COMMAND ARGUMENTS…, where STATE is the folder of the
 * system, the first command starts it, and the second is run by the last start.
 */
const [state, ...rest] = process.argv.slice(2)
const split = rest.indexOf('--')
const launcher = rest.slice(0, split)
const check = rest.slice(split + 1)

/** A start that comes no further than this has failed. */
const PATIENCE = 600_000

/** What the making remembers; nothing before it begins. */
function remembered(file) {
  try {
    return JSON.parse(readFileSync(join(state, 'data', file), 'utf8'))
  } catch (e) {
    if (e.code === 'ENOENT') return {}
    throw e
  }
}

const steps = () => Object.values(remembered('demo-tasks.json')).reduce((sum, made) => sum + made.steps, 0)
const transactions = () => Object.keys(remembered('demo-transactions.json')).length

/** How often the log says it. */
function said(words) {
  try {
    return readFileSync(join(state, 'logs', 'demo.log'), 'utf8').split(words).length - 1
  } catch (e) {
    if (e.code === 'ENOENT') return 0
    throw e
  }
}

const handedIn = () => said('work is handed in, not signed')

/** Each kill comes right after a file was written: what it tells of may have happened, or not. */
const KILLS = [
  {
    at: 'a second factor that is known here and perhaps not there',
    reached: () => 'admin' in (remembered('demo.json').secondFactors ?? {}),
  },
  { at: 'the first transaction that is signed and perhaps not sent', reached: () => transactions() >= 1 },
  { at: 'a transaction in the middle', reached: () => transactions() >= 8 },
  { at: 'work that is handed in and perhaps not signed', reached: (before) => handedIn() > before.handedIn },
  { at: 'a step near the end', reached: () => steps() >= 80 },
]

function start(command) {
  const line = [...launcher, 'up', '--state', state, '--port', '0', '--demo-tasks', '--', ...command]
  const child = spawn(line[0], line.slice(1), { stdio: 'inherit' })
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)))
  return { child, ended }
}

async function killedAt({ at, reached }) {
  const before = { handedIn: handedIn() }
  const { child, ended } = start(['false'])
  let over = false
  void ended.then(() => (over = true))
  const end = Date.now() + PATIENCE
  while (!reached(before)) {
    if (over || Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`the system ${over ? 'has ended' : 'goes on'} without ${at}`)
    }
    await wait(5)
  }
  child.kill('SIGKILL')
  await ended
  console.log(`\nkilled at ${at}: ${steps()} steps, ${transactions()} transactions\n`)
}

rmSync(state, { recursive: true, force: true })
for (const kill of KILLS) await killedAt(kill)
const code = await start(check).ended
process.exitCode = typeof code === 'number' ? code : 1
