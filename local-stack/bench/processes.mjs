import { readFileSync } from 'node:fs'

/** Clock ticks per second in /proc, the same on every Linux that we run on. */
const TICKS = 100

/** CPU time that the processes have used so far, in seconds. */
export function cpuSeconds(pids) {
  return pids
    .map((pid) => {
      // The second field is the program's name in brackets, which may hold anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
      return (Number(fields[11]) + Number(fields[12])) / TICKS
    })
    .reduce((sum, seconds) => sum + seconds, 0)
}

export function residentMegabytes(pid) {
  return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024)
}

/** From the start of the JVM until the service said that it is ready. */
export async function secondsToReady(port) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/actuator/prometheus`)).text()
  return Number(metrics.match(/^application_ready_time_seconds\S* ([\d.E-]+)/m)?.[1] ?? NaN)
}
