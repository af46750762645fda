import { randomInt } from 'node:crypto'
import { expect, expectSoundPage, test } from '../support/fixtures'
import { Trader } from '../support/market'

/** A word that no other task has, in Chinese: it is found by its middle. */
const newWord = () =>
  Array.from({ length: 6 }, () => String.fromCodePoint(randomInt(0x4e00, 0x9fa0))).join('')

test('a guest finds a task by Chinese words, by reward and by status, and the address keeps what was asked', async ({
  page,
  t,
  appLocale,
}) => {
  const publisher = await Trader.known(appLocale)
  const word = newWord()
  const small = await publisher.publish({ name: `${word}：送灯`, reward: '20000000000000000' })
  const large = await publisher.publish({ name: `护送${word}到港口`, reward: '70000000000000000' })
  const player = await Trader.player(appLocale)
  await player.claims(small.id)

  await page.goto('/task-market/')
  await expectSoundPage(page)
  const form = page.getByRole('search', { name: t('market.find') })
  await form.getByRole('searchbox', { name: t('market.query') }).fill(word.slice(1, 5))
  await form.getByRole('button', { name: t('state.apply') }).click()
  await expect(page.getByRole('link', { name: large.name })).toBeVisible()
  await expect(page.getByRole('link', { name: small.name })).toHaveCount(0)

  await form.getByRole('combobox', { name: t('market.statusLabel') }).selectOption('all')
  await form.getByRole('button', { name: t('state.apply') }).click()
  await expect(page.getByRole('link', { name: small.name })).toBeVisible()
  await expect(page.getByRole('link', { name: large.name })).toBeVisible()

  await form.getByText(t('state.moreFilters')).click()
  await form.getByRole('textbox', { name: t('market.max', { unit: 'ETH' }) }).fill('0.05')
  await form.getByRole('button', { name: t('state.apply') }).click()
  await expect(page.getByRole('link', { name: large.name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: small.name })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('link', { name: small.name })).toBeVisible()
  await expect(form.getByRole('textbox', { name: t('market.max', { unit: 'ETH' }) })).toHaveValue('0.05')
  await page.goBack()
  await expect(page.getByRole('link', { name: large.name })).toBeVisible()

  await form.getByRole('textbox', { name: t('market.min', { unit: 'ETH' }) }).fill('9999')
  await form.getByRole('button', { name: t('state.apply') }).click()
  await expect(page.getByText(t('market.noneFound'))).toBeVisible()
  await expectSoundPage(page)
})

test('the market, a task and the publishing page are sound in the dark', async ({ seat, t, appLocale }) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.known(appLocale))
  const { page, trader } = publisher
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const task = await trader.publish()
  // A market on which nothing is open shows no list.
  await trader.publish()
  const player = await Trader.player(appLocale)
  await player.works(task.id)

  await page.goto('/task-market/')
  await expect(page.getByRole('list', { name: t('titles.market') })).toBeVisible()
  await publisher.isSound()
  await publisher.opensTask(task)
  await expect(page.getByText(t('task.live'), { exact: true })).toBeVisible()
  await publisher.isSound()
  await publisher.starts('DISPUTE')
  await publisher.isSound()
  await page.goto('/publish-task/')
  await expect(page.getByRole('textbox', { name: t('publish.name'), exact: true })).toBeVisible()
  await publisher.isSound()
  await page.goto('/my-tasks/')
  await expect(page.getByRole('list', { name: t('titles.myTasks') })).toBeVisible()
  await publisher.isSound()
})
