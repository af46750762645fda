import { readFileSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import { expect } from '@playwright/test'

/** A Chinese mobile number that no other test uses. */
export function newPhone(): string {
  return `+86139${String(randomInt(1e8)).padStart(8, '0')}`
}

/** The local stack sends no text messages: their codes are in the log of user-service. */
export async function codeFor(phone: string): Promise<string> {
  const { logs } = JSON.parse(readFileSync(process.env.GUILDHALL_RUN!, 'utf8')) as { logs: string }
  let code: string | undefined
  await expect
    .poll(() => {
      const lines = readFileSync(`${logs}/user-service.log`, 'utf8').split('\n')
      code = lines.findLast((line) => line.includes(phone))?.match(/\b(\d{6})\b/)?.[1]
      return code
    })
    .toBeTruthy()
  return code!
}
