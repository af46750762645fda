import { parseEther } from 'viem'
import { chain, send, type Call } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'

/** A publisher who changes a task between two payments pays it twice. */
test('a publisher who has locked the reward of a task twice takes the second one back', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.trustedPublisher(appLocale))
  const { trader, page } = publisher
  const asked = async (id: string) =>
    (await trader.api.json<{ funding: Call }>('GET', `/api/v1/tasks/${id}/funding`)).funding
  const name = `Ring the harbour bell ${trader.person.username}`
  const task = await trader.applies({ name })
  const first = await asked(task.id)
  const { version } = await trader.api.json<{ version: string }>(
    'POST',
    `/api/v1/tasks/${task.id}/withdrawal`,
  )
  const dearer = { ...draftOf(task), reward: parseEther('0.2').toString() }
  await trader.api.json('PUT', `/api/v1/tasks/${task.id}/draft`, { draft: dearer, version })
  await trader.api.json('POST', `/api/v1/tasks/${task.id}/application`)
  const second = await asked(task.id)

  await send(trader.account, first)
  await trader.sees(task.id, 'OPEN')
  await send(trader.account, second)

  await publisher.opensTask({ id: task.id, name })
  await publisher.sees('FUNDED_AGAIN')
  const locked = page.getByRole('region', { name: t('task.second.title') })
  await expect(locked.getByText('0.205\u00a0ETH')).toBeVisible()
  await publisher.isSound()
  const before = await chain.getBalance({ address: trader.account.address })
  await locked.getByRole('button', { name: t('task.second.takeBack') }).click()
  const dialog = page.getByRole('dialog', { name: t('task.second.takeBack') })
  await publisher.connects(dialog)
  await publisher.isSound()
  await dialog.getByRole('button', { name: t('task.send'), exact: true }).click()

  await expect(locked).toBeHidden({ timeout: 20_000 })
  await publisher.sees('SECOND_FUNDING_ENDED')
  await publisher.seesStatus('OPEN')
  const back = (await chain.getBalance({ address: trader.account.address })) - before
  expect(back).toBeGreaterThan(parseEther('0.2'))
  expect(back).toBeLessThanOrEqual(parseEther('0.205'))
})

/** What a writer sends to change a draft. */
function draftOf(task: Record<string, unknown>): Record<string, unknown> {
  const written = ['name', 'description', 'criteria', 'claimDeadline', 'reviewWindow', 'workWindow']
  return Object.fromEntries([...written, 'maxRevisions', 'mode', 'tags'].map((field) => [field, task[field]]))
}
