import { expect, test } from '../support/fixtures'
import { Keyboard } from '../support/keyboard'
import { Trader } from '../support/market'

/** The main roads without a mouse: what has the focus is seen at every stop, and no dialog leaves anybody at the top of the page. */
test('a player logs in by the keyboard alone, lands where they wanted to, and opens the menu', async ({
  page,
  t,
  appLocale,
}) => {
  const { person } = await Trader.newcomer(appLocale)
  const keys = new Keyboard(page)
  await page.goto('/my-tasks/')
  await expect(page).toHaveURL(/\/login\//)
  await keys.types(page.getByRole('textbox', { name: t('signIn.identifier'), exact: true }), person.username)
  await keys.types(page.locator('input[type=password]'), person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: t('titles.myTasks') })).toBeFocused()

  const menu = page.getByRole('button', { name: t('shell.accountOf', { name: person.username }) })
  await keys.presses(menu)
  await keys.reaches(page.getByRole('link', { name: t('nav.info') }).first())
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
})

test('a player finds a task and claims it by the keyboard alone', async ({ seat, t, appLocale }) => {
  test.setTimeout(120_000)
  const publisher = await Trader.known(appLocale)
  const player = await seat(await Trader.player(appLocale))
  const word = player.trader.person.username
  const task = await publisher.publish({ name: `Quiet lantern ${word}` })
  const { page } = player
  const keys = new Keyboard(page)
  const heading = page.getByRole('heading', { level: 1 })

  await page.goto('/task-market/')
  await expect(page.getByRole('list', { name: t('titles.market') })).toBeVisible()
  await keys.types(page.getByRole('searchbox', { name: t('market.query') }), word)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(word))
  await keys.presses(page.getByRole('link', { name: task.name }))

  await expect(heading).toHaveText(task.name)
  await expect(heading).toBeFocused()
  await expect(page).toHaveTitle(new RegExp(word))
  await keys.presses(player.button('CLAIM'))
  const dialog = player.dialog('CLAIM')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(player.button('CLAIM')).toBeFocused()
  await page.keyboard.press('Enter')
  await keys.presses(dialog.getByRole('button', { name: player.wallet!.name }))
  await expect(dialog.getByRole('button', { name: t('wallet.disconnect') })).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await keys.presses(dialog.getByRole('button', { name: t('task.signAction.CLAIM'), exact: true }))
  await expect(dialog).toBeHidden()

  // The button that opened it is gone with what was done.
  await expect(heading).toBeFocused()
  await player.seesStatus('CLAIMED')

  await keys.presses(player.button('SETTLEMENT'))
  const offer = player.dialog('SETTLEMENT')
  const share = offer.getByRole('slider', { name: t('task.share') })
  await expect(share).toBeFocused()
  for (let percent = 50; percent < 60; percent += 1) await page.keyboard.press('ArrowRight')
  await expect(share).toHaveAttribute('aria-valuetext', '60%')
  await expect(offer.getByText('0.06\u00a0ETH')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(player.button('SETTLEMENT')).toBeFocused()
})
