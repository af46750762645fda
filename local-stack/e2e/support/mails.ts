import { expect } from '@playwright/test'
import { stack } from './stack'

export interface Mail {
  id: string
  subject: string
  text: string
  html: string
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(stack.mailUrl + path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as T
}

/** Every mail that an address has received, the newest first. */
export function mailsTo(address: string): Promise<Mail[]> {
  return get<Mail[]>(`/api/mails?to=${encodeURIComponent(address)}`)
}

/** Waits for a mail that has a link to the page, and returns the link's path and query. */
export async function linkIn(address: string, page: string): Promise<string> {
  let link: string | undefined
  await expect
    .poll(
      async () => {
        for (const { id } of await mailsTo(address)) {
          const mail = await get<Mail>(`/api/mails/${id}`)
          link ??= mail.text.match(new RegExp(`https?://\\S+(${page}\\?token=[\\w-]+)`))?.[1]
        }
        return link
      },
      { message: `a mail to ${address} with a link to ${page}`, timeout: 20_000 },
    )
    .toBeTruthy()
  return link!
}
