import type { Locator, Page } from '@playwright/test'
import { expect, expectSoundPage } from './fixtures'
import type { TaskView, Trader } from './market'
import type { Wallet } from './wallet'

type Text = (key: string, values?: Record<string, string | number>) => string

/** Somebody at a browser of their own, logged in, with a wallet in it. */
export class Seat {
  /** Of the wallet that they made in the browser, if they did. */
  passphrase?: string

  constructor(
    readonly page: Page,
    readonly t: Text,
    readonly trader: Trader,
    readonly wallet: Wallet | null,
  ) {}

  async opensTask({ id, name }: Pick<TaskView, 'id' | 'name'>): Promise<void> {
    await this.page.goto(`/task/?taskId=${id}`)
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  button(action: string): Locator {
    return this.page
      .getByRole('group', { name: this.t('task.actions') })
      .getByRole('button', { name: this.t(`task.do.${action}`), exact: true })
  }

  dialog(action: string): Locator {
    return this.page.getByRole('dialog', { name: this.t(`task.do.${action}`) })
  }

  /** Opens what is behind one of the buttons of the task page. */
  async starts(action: string): Promise<Locator> {
    await this.button(action).click()
    const dialog = this.dialog(action)
    await expect(dialog).toBeVisible()
    return dialog
  }

  /** Chooses the wallet where the page asks for one. */
  async connects(within: Locator): Promise<void> {
    const connected = within.getByRole('button', { name: this.t('wallet.disconnect') })
    const choice = within.getByRole('button', { name: this.wallet?.name ?? this.t('wallet.own') })
    await expect(connected.or(choice)).toBeVisible()
    if (await choice.isVisible()) await choice.click()
    await expect(connected).toBeVisible()
  }

  /** Signs in the open dialog; it closes when the server has the signature. */
  async signs(kind: string, dialog = this.dialog(kind)): Promise<void> {
    await this.connects(dialog)
    await dialog.getByRole('button', { name: this.t(`task.signAction.${kind}`), exact: true }).click()
    if (this.wallet === null) await this.agreesInBrowserWallet()
    await expect(dialog).toBeHidden()
  }

  /** Types the passphrase into the wallet that this browser has made. */
  async agreesInBrowserWallet(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: this.t('wallet.own') })
    await dialog.locator('input[type=password]').fill(this.passphrase!)
    await dialog.getByRole('button', { name: this.t('wallet.sign'), exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** Says with the password that it is the account's owner who links the wallet. */
  async agreesToLink(): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: this.t('account.linkWallet') })
    await dialog
      .getByLabel(this.t('account.currentPassword'), { exact: true })
      .fill(this.trader.person.password)
    await dialog.getByRole('button', { name: this.t('account.walletLink'), exact: true }).click()
    await expect(this.page.getByText(this.t('account.walletLinked'))).toBeVisible()
  }

  /** Sends the open dialog's transaction from the wallet. */
  async sends(action: string): Promise<void> {
    const dialog = this.dialog(action)
    await this.connects(dialog)
    await dialog.getByRole('button', { name: this.t('task.send'), exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** The page says by itself where the task stands. */
  async seesStatus(status: string): Promise<void> {
    await expect(
      this.page
        .locator('main')
        .getByText(this.t(`market.status.${status}`), { exact: true })
        .first(),
    ).toBeVisible({ timeout: 20_000 })
  }

  /** The timeline tells by itself that something happened. */
  async sees(kind: string, step?: string): Promise<void> {
    const text = this.t(`task.kind.${kind}`)
    const words = step ? this.t('task.ofStep', { kind: text, step: this.t(`task.step.${step}`) }) : text
    await expect(
      this.page
        .getByRole('region', { name: this.t('task.timeline') })
        .locator('li strong', { hasText: words })
        .first(),
    ).toBeVisible({ timeout: 20_000 })
  }

  async isSound(): Promise<void> {
    await expectSoundPage(this.page)
  }
}
