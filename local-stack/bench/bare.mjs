import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const java = join(process.env.JAVA_HOME, 'bin/java')
/** The launcher starts the services with the same. */
const options = ['-XX:+UseSerialGC', '-XX:+UseCompactObjectHeaders', '--enable-native-access=ALL-UNNAMED']
options.push(...process.env.GUILDHALL_SERVICE_JVM_OPTIONS.split(' '))

function entry(folder, pattern) {
  const name = readdirSync(folder).find((one) => pattern.test(one))
  if (!name) throw new Error(`nothing like ${pattern} in ${folder}`)
  return join(folder, name)
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** The folder of the image that a service of the launcher runs from. */
function imageOf({ pid }) {
  return readlinkSync(`/proc/${pid}/cwd`)
}

/** How a class of local-stack is run, with the libraries of a service of the launcher. */
export function programOf(name, service) {
  const classes = entry(join(root, 'local-stack/target'), /^local-stack-[0-9].*\.jar$/)
  return { command: java, line: ['-Xmx192m', ...options, '-cp', `${classes}:${join(imageOf(service), 'lib/*')}`, name] }
}

/** A bare service, and a gateway from the real one's image in front of it. */
export class Bare {
  #folder
  #processes = []

  static async start({ body, user, gateway, redis }) {
    const bare = new Bare()
    bare.#folder = mkdtempSync(join(tmpdir(), 'guildhall-bare-'))
    const file = join(bare.#folder, 'body')
    writeFileSync(file, body)
    const servicePort = await freePort()
    bare.servicePid = bare.#run(
      programOf('io.guildhall.localstack.bench.BareService', user).line,
      root,
      {
        'server.address': '127.0.0.1',
        'server.port': servicePort,
        'spring.threads.virtual.enabled': true,
        'logging.level.root': 'warn',
        'bare.body': file,
        'bare.argon2.memory': 19 * 1024,
        'bare.argon2.iterations': 2,
        'bare.argon2.parallelism': 1,
      },
    )
    bare.serviceUrl = `http://127.0.0.1:${servicePort}`
    const gatewayPort = await freePort()
    bare.gatewayPid = bare.#run(['-Xmx128m', ...options, '-jar', 'service.jar'], imageOf(gateway), {
      'spring.profiles.active': 'local',
      'server.address': '127.0.0.1',
      'server.port': gatewayPort,
      'guildhall.routes.user-service': bare.serviceUrl,
      'guildhall.routes.task-service': bare.serviceUrl,
      'guildhall.security.jwks-uri': `http://127.0.0.1:${user.port}/.well-known/jwks.json`,
      'spring.data.redis.host': '127.0.0.1',
      'spring.data.redis.port': redis,
    })
    bare.gatewayUrl = `http://127.0.0.1:${gatewayPort}`
    try {
      await bare.#ready(`${bare.serviceUrl}/`)
      await bare.#ready(`${bare.gatewayUrl}/actuator/health/readiness`)
    } catch (e) {
      await bare.stop()
      throw e
    }
    return bare
  }

  #run(line, directory, settings) {
    const child = spawn(java, line, {
      cwd: directory,
      env: { ...process.env, SPRING_APPLICATION_JSON: JSON.stringify(settings) },
      // Into a file, as the launcher's services: the access log costs something.
      stdio: ['ignore', openSync(join(this.#folder, 'log'), 'a'), 'inherit'],
    })
    this.#processes.push(child)
    return child.pid
  }

  async #ready(url) {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      const answer = await fetch(url).catch(() => undefined)
      if (answer?.ok) return
      const ended = this.#processes.find((child) => child.exitCode !== null)
      if (ended) throw new Error(`what the benchmark compares with has ended: ${ended.spawnargs.join(' ')}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`${url} is not ready`)
  }

  async stop() {
    for (const child of this.#processes) {
      if (child.exitCode !== null) continue
      child.kill()
      await new Promise((resolve) => child.once('exit', resolve))
    }
    rmSync(this.#folder, { recursive: true })
  }
}
