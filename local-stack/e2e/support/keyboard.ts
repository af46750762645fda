import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** More stops than any page has. */
const STOPS = 80

/** Somebody who has no mouse. At each stop they see where they are. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Goes on with Tab until this has the focus. */
  async reaches(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    for (let stop = 0; stop < STOPS; stop += 1) {
      await this.page.keyboard.press('Tab')
      // What comes into sight may take a moment on a busy machine.
      await expect
        .poll(() => this.page.evaluate(unseen), { message: 'what has the focus and cannot be seen' })
        .toBeNull()
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`Tab does not reach ${String(target)}`)
  }

  async presses(target: Locator): Promise<void> {
    await this.reaches(target)
    await this.page.keyboard.press('Enter')
  }

  async types(target: Locator, text: string): Promise<void> {
    await this.reaches(target)
    await this.page.keyboard.type(text)
  }
}

/** What has the focus, if nobody can see that: out of sight, under something else, or without a ring. Runs in the page. */
async function unseen(): Promise<string | null> {
  // Styles change from one picture to the next.
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  const focused = document.activeElement
  // Past the last stop the browser's own controls come.
  if (!focused || focused === document.body) return null
  // What shows in place of a control of the browser that is drawn anew.
  const shown =
    focused.classList.contains('gh-sr-only') && focused.nextElementSibling
      ? focused.nextElementSibling
      : (focused.closest('.el-input__wrapper, .el-checkbox') ?? focused)
  const { left, top, width, height } = shown.getBoundingClientRect()
  const at = [left + width / 2, top + Math.min(height, window.innerHeight) / 2] as const
  const hit = document.elementFromPoint(...at)
  const visible = hit !== null && (shown.contains(hit) || hit.contains(shown))
  const ring = [shown, ...shown.querySelectorAll('*')].some((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && outlineWidth !== '0px'
  })
  return visible && ring
    ? null
    : `${visible ? 'no ring' : `hidden at ${at.map(Math.round).join()}`}: ${focused.outerHTML.slice(0, 200)}`
}
