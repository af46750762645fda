import type { Page } from '@playwright/test'
import { expect } from './fixtures'
import type { Person } from './people'

type Text = (key: string, values?: Record<string, string | number>) => string

/** Fills in the registration by email and sends it. */
export async function registerByEmail(page: Page, t: Text, person: Person): Promise<void> {
  await page.goto('/register/')
  await page.getByLabel(t('signIn.username'), { exact: true }).fill(person.username)
  await page.getByLabel(t('signIn.email'), { exact: true }).fill(person.email)
  await page.getByLabel(t('signIn.password'), { exact: true }).fill(person.password)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: t('signIn.create') }).click()
}

export async function logIn(page: Page, t: Text, identifier: string, password: string): Promise<void> {
  await page.goto('/login/')
  await page.getByLabel(t('signIn.identifier'), { exact: true }).fill(identifier)
  await page.getByLabel(t('signIn.password'), { exact: true }).fill(password)
  await page
    .locator('main')
    .getByRole('button', { name: t('shell.logIn'), exact: true })
    .click()
}

/** Opens the account menu of the header, which is on the page in every size. */
export async function openAccountMenu(page: Page, t: Text, username: string): Promise<void> {
  await page.getByRole('button', { name: t('shell.accountOf', { name: username }) }).click()
}

export async function logOut(page: Page, t: Text, username: string): Promise<void> {
  await openAccountMenu(page, t, username)
  await page
    .getByRole('button', { name: t('shell.logOut') })
    .last()
    .click()
  await expectGuest(page, t)
}

export async function expectMember(page: Page, t: Text, username: string): Promise<void> {
  await expect(page.getByRole('button', { name: t('shell.accountOf', { name: username }) })).toBeVisible()
}

export async function expectGuest(page: Page, t: Text): Promise<void> {
  await expect(
    page
      .getByRole('banner')
      .getByRole('link', { name: t('shell.logIn') })
      .last(),
  ).toBeVisible()
}
