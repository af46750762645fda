import type { Locator } from '@playwright/test'
import { mnemonicToAccount } from 'viem/accounts'
import { chain, TEST_MNEMONIC } from '../support/chain'
import { expect, test } from '../support/fixtures'
import { Trader } from '../support/market'
import { Api } from '../support/people'
import { demoAdmin, DEMO_PASSWORD } from '../support/roles'

/** The wallet that the local stack brings along, for everybody who has no extension. */
interface Account {
  address: string
  label: string
}

const accounts = async () =>
  (await new Api().json<{ demoWallet: { accounts: Account[] } }>('GET', '/api/v1/site')).demoWallet.accounts

/** One for each language and size, so that no two tests send from one account at a time; the first four are the demo people's. */
const INDEX: Record<string, number> = { 'zh-CN 1280px': 4, 'zh-CN 390px': 5, 'en 1280px': 6, 'en 390px': 7 }

test('a publisher links an account of the demo wallet, and funds a task with it', async ({
  seat,
  t,
  appLocale,
}, { project }) => {
  test.setTimeout(120_000)
  const { address } = mnemonicToAccount(TEST_MNEMONIC, { addressIndex: INDEX[project.name]! })
  const { label } = (await accounts()).find((account) => account.address === address)!
  const trader = await Trader.newcomer(appLocale)
  const owner = await seat(trader)
  const { page } = owner
  const dialog = page.getByRole('dialog', { name: t('wallet.demo') })

  await page.goto('/user-info/wallet/')
  await connects(page.locator('main'))
  await page.getByRole('button', { name: t('account.walletSign') }).click()
  await expect(dialog.getByText(t('wallet.demoWarning'))).toBeVisible()
  await dialog.getByRole('button', { name: t('wallet.sign'), exact: true }).click()
  await owner.agreesToLink()

  try {
    const { api, person, id } = trader
    await api.json('POST', '/api/v1/me/publisher', { acceptRules: true })
    await (
      await demoAdmin()
    ).json('PUT', `/api/v1/admin/users/${id}/verified`, { verified: true, reason: 'Known for years.' })
    await api.logIn(person.username, person.password)
    const task = await trader.applies()
    const before = await chain.getBalance({ address })

    await page.goto(`/publish-task/?taskId=${task.id}`)
    await connects(page.locator('main'))
    const pay = page.getByRole('button', { name: t('publish.pay', { amount: '0.1025\u00a0ETH' }) })
    await pay.click()
    await expect(dialog.getByText('value: 0.1025\u00a0ETH')).toBeVisible()
    await dialog.getByRole('button', { name: t('wallet.refuse') }).click()
    await expect(page.getByText(t('problems.wallet-refused'))).toBeVisible()
    await pay.click()
    await dialog.getByRole('button', { name: t('wallet.send'), exact: true }).click()
    await expect(page.getByText(t('publish.published'))).toBeVisible({ timeout: 20_000 })

    const open = await trader.sees(task.id, 'OPEN')
    const paid = before - (await chain.getBalance({ address }))
    expect(paid).toBeGreaterThan(BigInt(open.escrow!.total))
  } finally {
    // For the next run on the same data.
    await trader.api.unlinkWallet()
  }

  async function connects(within: Locator): Promise<void> {
    await within.getByRole('button', { name: t('wallet.demo') }).click()
    await dialog.getByRole('button', { name: label }).click()
    await expect(within.getByRole('button', { name: t('wallet.disconnect') })).toBeVisible()
  }
})

test('the demo wallet has the account of everybody who is shown around with', async () => {
  const offered = (await accounts()).map(({ address }) => address)

  for (const name of ['mira', 'lin', 'kai', 'yan']) {
    const { user } = await new Api().logIn(name, DEMO_PASSWORD)
    expect(offered, name).toContain(user.ethereumAddress)
  }
})
