// Measures the market on loopback, bounded in time: lists of 1,000 to 1,000,000 tasks, a task's page, claims, and how soon a
// page shows what the chain has. Compared in one run and in turns, because machines are noisy. Needs wrk.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { Bare } from './bare.mjs'
import { FIGURES, Loader, ROUNDS, WARM_UP } from './load.mjs'
import { measureClaims } from './tasks-claims.mjs'
import { measureLatency } from './tasks-latency.mjs'
import { TAGS, TaskRows } from './tasks-rows.mjs'
import { median, table } from './report.mjs'

const SIZES = (process.env.BENCH_TASKS ?? '1000,100000,1000000').split(',').map(Number)
const CONNECTIONS = [16, 64, 256]
const LIST_SECONDS = 2

/** What the words of few and of many tasks cost; the more of them, the more have to be put in order. */
const SEARCHES = {
  'search, 旧城区的龙鳞': list('newest', { q: '旧城区的龙鳞' }),
  'search, 月光草': list('newest', { q: '月光草' }),
  'search, astrolabe harbour': list('newest', { q: 'astrolabe harbour' }),
}

const run = JSON.parse(readFileSync(process.env.GUILDHALL_RUN, 'utf8'))
const demo = JSON.parse(readFileSync(process.env.GUILDHALL_DEMO, 'utf8'))
const server = (name) => run.servers.find((one) => one.name === name)
const [gateway, user, task] = ['gateway-service', 'user-service', 'task-service'].map(server)
const direct = `http://127.0.0.1:${task.port}`
const mysql = await createConnection(`${process.env.GUILDHALL_MYSQL_ADMIN_URL}task_service`)
const token = await logIn('kai')
const loader = new Loader(mysql, token)
const parts = process.env.BENCH_PARTS?.split(',') ?? ['latency', 'lists', 'market', 'claims']

const result = {}
if (parts.includes('latency')) result.latency = await measureLatency({ run, logIn })
const rows = new TaskRows(mysql)
await rows.prepare()
if (parts.includes('lists')) result.lists = await measureSizes()
else await rows.growTo(SIZES.at(-1))
if (parts.includes('market')) result.market = await measureMarket()
if (parts.includes('claims')) result.claims = await measureClaims({ run, server, mysql, loader })
const out = process.env.BENCH_OUT
if (out) {
  const people = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : {}
  writeFileSync(out, JSON.stringify({ ...people, tasks: result }, null, 2) + '\n')
}
await mysql.end()

async function logIn(identifier) {
  const answer = await fetch(`${run.url}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password: demo.password }),
  })
  if (!answer.ok) throw new Error(`${identifier} cannot log in: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).accessToken
}

/** A cursor before everything: first pages are kept at hand, and those that go on after a cursor are always read. */
function beginning(sort) {
  const value = { newest: '2100-01-01T00:00:00Z', reward: '9'.repeat(28), deadline: '2000-01-01T00:00:00Z' }[sort]
  return cursor(value, sort === 'deadline' ? 0 : '9007199254740991')
}

function cursor(value, id) {
  return Buffer.from(`${value}|${id}`).toString('base64url')
}

function list(sort, filters = {}) {
  return `/api/v1/tasks?${new URLSearchParams({ sort, limit: 20, cursor: beginning(sort), ...filters })}`
}

/** Lists that are read from the database each time. */
function lists() {
  const [status, tag] = ['PUBLISHED', TAGS[0]]
  const middle = { minReward: `1${'0'.repeat(18)}`, maxReward: `4${'0'.repeat(18)}` }
  return {
    newest: list('newest', { status }),
    reward: list('reward', { status }),
    deadline: list('deadline', { status }),
    'all, newest': list('newest'),
    'all, reward': list('reward'),
    'tag, newest': list('newest', { status, tag }),
    'tag, reward': list('reward', { status, tag }),
    'tag, deadline': list('deadline', { status, tag }),
    'token, newest': list('newest', { status, token: 'ETH' }),
    'range, newest': list('newest', { status, ...middle }),
    'range, reward': list('reward', { status, ...middle }),
    publisher: list('newest', { publisher: '2000000007' }),
  }
}

async function turns(targets, connections, seconds) {
  const measured = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, target] of Object.entries(targets)) {
      measured[name].push(await loader.load({ ...target, connections, seconds }))
    }
  }
  return Object.entries(measured).map(([name, all]) => ({
    connections,
    name,
    ...Object.fromEntries(FIGURES.map((figure) => [figure, median(all.map((one) => one[figure]))])),
  }))
}

async function measureSizes() {
  const found = {}
  const pids = [task.pid]
  const listed = Object.entries(lists()).map(([name, path]) => [name, { url: direct + path, pids }])
  const searched = Object.entries(SEARCHES).map(([name, path]) => [name, { url: direct + path, pids }])
  for (const size of SIZES) {
    const begin = Date.now()
    await rows.growTo(size)
    console.log(`\n${size} tasks, after ${Math.round((Date.now() - begin) / 1000)} s`)
    await full(listed)
    if (size === SIZES[0]) await loader.warmUp({ ...listed[0][1], connections: 64 }, WARM_UP / 4)
    for (const [, target] of listed) await loader.load({ ...target, connections: 16, seconds: 1 })
    found[size] = await turns(Object.fromEntries(listed), 16, LIST_SECONDS)
    table(`Lists of ${size} tasks, direct`, found[size])
    found[`search ${size}`] = await turns(Object.fromEntries(searched), 16, LIST_SECONDS)
    table(`Search in ${size} tasks, direct`, found[`search ${size}`])
  }
  const [few, many] = [found[SIZES[0]], found[SIZES.at(-1)]]
  const growth = many.map((row, i) => ({ connections: 16, name: row.name, p99Growth: row.p99 / few[i].p99, p50Growth: row.p50 / few[i].p50 }))
  table(`From ${SIZES[0]} to ${SIZES.at(-1)} tasks (target: p99Growth below 2)`, growth)
  return { ...found, growth }
}

/** A list that is not as long as the others would be compared with less work. */
async function full(listed) {
  for (const [name, { url }] of listed) {
    const answer = await fetch(url)
    const page = await answer.json()
    if (page.items?.length !== 20) throw new Error(`${name} answers ${answer.status} with ${page.items?.length} tasks: ${url}`)
  }
}

/** The market's first page as everybody opens it, against the same bytes from memory behind the same gateway. */
async function measureMarket() {
  const path = '/api/v1/tasks?status=PUBLISHED&limit=20'
  const body = Buffer.from(await (await fetch(run.url + path)).arrayBuffer())
  const bare = await Bare.start({ body, user, gateway, redis: server('redis').port })
  try {
    const page = await (await fetch(run.url + list('newest', { status: 'COMPLETED' }))).json()
    const id = page.items[0].id
    const behind = [task.pid, gateway.pid]
    const targets = {
      'bare, gateway': { url: bare.gatewayUrl + path, pids: [bare.servicePid, bare.gatewayPid] },
      'market, gateway': { url: run.url + path, pids: behind },
      'market, direct': { url: direct + path, pids: [task.pid] },
      'task, gateway': { url: `${run.url}/api/v1/tasks/${id}`, pids: behind },
      'page 1, direct': { url: direct + list('newest', { status: 'COMPLETED' }), pids: [task.pid] },
    }
    const end = await late()
    if (end) {
      targets['page 2,000, direct'] = { url: direct + list('newest', { status: 'COMPLETED', cursor: end }), pids: [task.pid] }
    }
    for (const target of Object.values(targets)) await loader.warmUp({ ...target, connections: 64 }, WARM_UP / 4)
    const all = []
    for (const connections of CONNECTIONS) {
      const found = await turns(targets, connections)
      const of = (name) => found.find((row) => row.name === name)
      const ratio = (one, other, figure) => of(one)[figure] / of(other)[figure]
      found.push({
        connections,
        name: 'ratios',
        marketToBare: ratio('market, gateway', 'bare, gateway', 'perSecond'),
        p99ToBare: ratio('market, gateway', 'bare, gateway', 'p99'),
        ...(end ? { latePage: ratio('page 1, direct', 'page 2,000, direct', 'perSecond') } : {}),
      })
      all.push(...found)
    }
    table(`The market, ${body.length} bytes (targets: marketToBare 0.5, p99ToBare 2, latePage 1.3)`, all)
    return all
  } finally {
    await bare.stop()
  }
}

/** Where page 1,999 ends; nothing where there are not as many. */
async function late() {
  const [[last]] = await mysql.query(`SELECT DATE_FORMAT(opened_at, '%Y-%m-%dT%H:%i:%s.%fZ') AS at, task_id FROM Task
    WHERE public_status = 'COMPLETED' ORDER BY opened_at DESC, task_id DESC LIMIT 1 OFFSET ${1_999 * 20 - 1}`)
  return last && cursor(last.at, last.task_id)
}
