import userEvent from '@testing-library/user-event';
import { fireEvent, screen } from '@testing-library/vue';
import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { mount } from '@/shared/testing/mount';
import DisclosureMenu from './DisclosureMenu.vue';

const Page = defineComponent(() => () => [
  h('input', { 'aria-label': 'Search' }),
  h(
    DisclosureMenu,
    { label: 'Account', hover: true },
    { button: () => 'Account', default: () => h('a', { href: '#orders' }, 'Orders') },
  ),
]);

async function open() {
  await mount(Page);
  const button = screen.getByRole('button', { name: 'Account' });
  return { button, menu: button.parentElement as HTMLElement, user: userEvent.setup({ delay: null }) };
}

it('closes at Escape and gives the focus back to its button', async () => {
  const { button, user } = await open();
  button.focus();
  await user.keyboard('{Enter}');
  await user.tab();
  expect(screen.getByRole('link', { name: 'Orders' })).toHaveFocus();

  await user.keyboard('{Escape}');

  expect(button).toHaveAttribute('aria-expanded', 'false');
  expect(button).toHaveFocus();
});

it('closes at Escape when a mouse has opened it, and the focus stays where it is', async () => {
  const { button, menu, user } = await open();
  screen.getByRole('textbox').focus();
  await fireEvent(menu, Object.assign(new Event('pointerenter'), { pointerType: 'mouse' }));
  expect(button).toHaveAttribute('aria-expanded', 'true');

  await user.keyboard('{Escape}');

  expect(button).toHaveAttribute('aria-expanded', 'false');
  expect(screen.getByRole('textbox')).toHaveFocus();
});
