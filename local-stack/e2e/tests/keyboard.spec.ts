import type { Locator } from '@playwright/test'
import { expect, test } from '../support/fixtures'
import { registerByEmail } from '../support/flows'
import { Keyboard } from '../support/keyboard'
import { Trader } from '../support/market'
import { newPerson } from '../support/people'
import type { Seat } from '../support/seat'

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

test('a notice hides nothing at the end of the page that has the focus', async ({ page, t }) => {
  await registerByEmail(page, t, newPerson())
  const keys = new Keyboard(page)
  await page.goto('/user-info/')
  await page.getByRole('button', { name: t('account.resend') }).click()
  const notice = page.locator('.el-message')
  // As long as the pointer is on it, it stays.
  await notice.hover()

  const links = page.getByRole('contentinfo').getByRole('link')
  await links.first().focus()
  await keys.reaches(links.last())

  await expect(notice).toBeVisible()
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

test('work is handed in, checked and paid by the keyboard alone', async ({ seat, t, appLocale }) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish()
  await player.trader.claims(task.id)
  await player.opensTask(task)
  const hands = new Keyboard(player.page)

  await hands.presses(player.button('SUBMISSION'))
  const work = player.dialog('SUBMISSION')
  await expect(work.getByRole('textbox', { name: t('task.workText') })).toBeFocused()
  await player.page.keyboard.type('It burns.')
  await hands.types(work.getByRole('textbox', { name: t('task.links') }), 'no address')
  await hands.reaches(work.locator('input[type=file]'))
  await connects(hands, player, work)
  await hands.presses(work.getByRole('button', { name: t('task.signAction.SUBMISSION'), exact: true }))
  // What is wrong is where one is sent.
  const links = work.getByRole('textbox', { name: t('task.links') })
  await expect(links).toBeFocused()
  await player.page.keyboard.press('ControlOrMeta+A')
  await player.page.keyboard.type('https://example.org/lantern')
  await hands.presses(work.getByRole('button', { name: t('task.signAction.SUBMISSION'), exact: true }))
  await expectBackOnThePage(player, work)
  await player.seesStatus('SUBMITTED')

  await publisher.opensTask(task)
  const eyes = new Keyboard(publisher.page)
  await eyes.presses(publisher.button('APPROVAL'))
  const payment = publisher.dialog('APPROVAL')
  // Enter alone pays nobody.
  await expect(payment.getByRole('button', { name: t('state.cancel') })).toBeFocused()
  await connects(eyes, publisher, payment)
  await eyes.presses(payment.getByRole('button', { name: t('task.signAction.APPROVAL'), exact: true }))
  await expectBackOnThePage(publisher, payment)
  await publisher.seesStatus('COMPLETED')
})

test('a dispute is opened, and ended by a settlement, by the keyboard alone', async ({
  seat,
  t,
  appLocale,
}) => {
  test.setTimeout(120_000)
  const publisher = await seat(await Trader.known(appLocale))
  const player = await seat(await Trader.player(appLocale))
  const task = await publisher.trader.publish()
  await player.trader.claims(task.id)
  await player.opensTask(task)
  await publisher.opensTask(task)
  const hands = new Keyboard(player.page)
  const eyes = new Keyboard(publisher.page)

  await hands.presses(player.button('DISPUTE'))
  const dispute = player.dialog('DISPUTE')
  await expect(dispute.getByRole('textbox', { name: t('task.reason') })).toBeFocused()
  await player.page.keyboard.type('Nobody tells me where the harbour is.')
  await connects(hands, player, dispute)
  await hands.presses(dispute.getByRole('button', { name: t('task.signAction.DISPUTE'), exact: true }))
  await expectBackOnThePage(player, dispute)
  await player.seesStatus('DISPUTED')
  await hands.types(
    player.page.getByRole('textbox', { name: t('task.statement') }),
    'The map ends at the old town.',
  )
  await hands.presses(player.page.getByRole('button', { name: t('task.sendStatement') }))
  await expect(player.page.getByText('The map ends at the old town.')).toBeVisible()

  await hands.presses(player.button('SETTLEMENT'))
  const offer = player.dialog('SETTLEMENT')
  await expect(offer.getByRole('slider', { name: t('task.share') })).toBeFocused()
  await player.page.keyboard.press('ArrowLeft')
  await hands.presses(offer.getByRole('button', { name: t('task.signAction.SETTLEMENT'), exact: true }))
  await expect(offer).toBeHidden()
  // The offer changes nothing yet: what opened it is still there.
  await expect(player.button('SETTLEMENT')).toBeFocused()

  const accept = publisher.page.getByRole('button', { name: t('task.acceptOffer', { share: '49%' }) })
  await eyes.presses(accept)
  const acceptance = publisher.page.getByRole('dialog', { name: t('task.acceptOffer', { share: '49%' }) })
  await expect(acceptance.getByRole('button', { name: t('state.cancel') })).toBeFocused()
  await connects(eyes, publisher, acceptance)
  await eyes.presses(acceptance.getByRole('button', { name: t('task.signAction.SETTLEMENT'), exact: true }))
  await expectBackOnThePage(publisher, acceptance)
  await publisher.seesStatus('SETTLED')
})

/** Chooses the wallet; the focus stays where the choice was. */
async function connects(keys: Keyboard, { wallet, t }: Seat, dialog: Locator): Promise<void> {
  await keys.presses(dialog.getByRole('button', { name: wallet!.name }))
  await keys.reaches(dialog.getByRole('button', { name: t('wallet.disconnect') }))
}

/** What opened the dialog is gone with what was done: the reader is at the top of what they read. */
async function expectBackOnThePage({ page }: Seat, dialog: Locator): Promise<void> {
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
}
