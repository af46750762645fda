import type { Page } from '@playwright/test'
import { expect } from './fixtures'
import type { Person } from './people'
import { newSystemAdmin } from './roles'

type Text = (key: string, values?: Record<string, string | number>) => string

/** Fills in the registration by email and sends it. */
export async function registerByEmail(page: Page, t: Text, person: Person): Promise<void> {
  await page.goto('/register/')
  await page.getByRole('textbox', { name: t('signIn.username'), exact: true }).fill(person.username)
  await page.getByRole('textbox', { name: t('signIn.email'), exact: true }).fill(person.email)
  await page.locator('input[type=password]').fill(person.password)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await page.waitForURL('**/index/')
}

export async function logIn(page: Page, t: Text, identifier: string, password: string): Promise<void> {
  await page.goto('/login/')
  await page.getByRole('textbox', { name: t('signIn.identifier'), exact: true }).fill(identifier)
  await page.locator('input[type=password]').fill(password)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
}

/** Logs in as a system admin who was made for this, with the second factor. */
export async function logInAsAdmin(page: Page, t: Text, locale: string): Promise<void> {
  const admin = await newSystemAdmin(locale)
  await logIn(page, t, admin.username, admin.password)
  await page.getByRole('textbox', { name: t('signIn.code') }).fill(admin.recoveryCodes[0]!)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
  await expectMember(page, t, admin.username)
}

/** Opens the account menu of the header, which is on the page in every size. */
export async function openAccountMenu(page: Page, t: Text, username: string): Promise<void> {
  await page.getByRole('button', { name: t('shell.accountOf', { name: username }) }).click({ timeout: 3_000 })
}

export async function logOut(page: Page, t: Text, username: string): Promise<void> {
  const button = page.getByRole('button', { name: t('shell.logOut') }).last()
  // A page that arrives just now takes the focus to its heading, which closes an open menu.
  await expect(async () => {
    if (!(await button.isVisible())) await openAccountMenu(page, t, username)
    await button.click({ timeout: 1_000 })
    await expectGuest(page, t, 3_000)
  }).toPass({ timeout: 20_000 })
  await page.waitForURL('**/index/')
}

export async function expectMember(page: Page, t: Text, username: string): Promise<void> {
  // A page that is just leaving would break off what a test opens next.
  await page.waitForURL((url) => !/^\/(login|register)\//.test(url.pathname))
  await expect(page.getByRole('button', { name: t('shell.accountOf', { name: username }) })).toBeVisible()
}

export async function expectGuest(page: Page, t: Text, timeout = 10_000): Promise<void> {
  await expect(
    page
      .getByRole('banner')
      .getByRole('link', { name: t('shell.logIn') })
      .last(),
  ).toBeVisible({ timeout })
}
