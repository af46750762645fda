import { fireEvent, screen } from '@testing-library/vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mount } from '@/shared/testing/mount';
import ModalDialog from './ModalDialog.vue';

const asked = () => screen.getByRole<HTMLDialogElement>('dialog', { name: 'Really?' });

async function open() {
  const onCancel = vi.fn();
  const onOpened = vi.fn();
  const view = await mount(ModalDialog, { props: { open: true, title: 'Really?', onCancel, onOpened } });
  await vi.waitFor(() => {
    expect(onOpened).toHaveBeenCalledOnce();
  });
  return { ...view, onCancel, onOpened };
}

it('opens as a modal one, and is closed before it leaves the page', async () => {
  const showModal = vi.spyOn(HTMLDialogElement.prototype, 'showModal');
  const { rerender, onOpened } = await open();
  const dialog = asked();
  expect(showModal).toHaveBeenCalledOnce();
  expect(onOpened).toHaveBeenCalledWith(dialog);
  const close = vi.spyOn(dialog, 'close').mockImplementation(() => {
    expect(dialog.isConnected).toBe(true);
  });

  await rerender({ open: false });

  expect(close).toHaveBeenCalledOnce();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('leaves it to its owner whether Escape closes it', async () => {
  const { onCancel } = await open();

  const escape = new Event('cancel', { cancelable: true });
  await fireEvent(asked(), escape);

  expect(escape.defaultPrevented).toBe(true);
  expect(onCancel).toHaveBeenCalledOnce();
  expect(asked().open).toBe(true);
});

it('comes back when the browser closes it at a second Escape and its owner keeps it open', async () => {
  const { onCancel } = await open();
  const dialog = asked();

  dialog.open = false;
  await fireEvent(dialog, new Event('close'));

  expect(onCancel).toHaveBeenCalledOnce();
  await vi.waitFor(() => {
    expect(dialog.open).toBe(true);
  });
});

describe('the focus at the end', () => {
  const main = document.createElement('main');
  main.innerHTML = '<h1 tabindex="-1">A page</h1><button>Ask</button>';
  const [heading, opener] = [...main.children] as [HTMLElement, HTMLElement];

  afterEach(() => {
    main.remove();
  });

  /** As browsers do: back to what had the focus, if it is still there. */
  async function openFromButton() {
    document.body.append(main);
    main.append(opener);
    opener.focus();
    const view = await open();
    const dialog = asked();
    dialog.close = () => {
      dialog.open = false;
      if (opener.isConnected) {
        opener.focus();
      } else {
        (document.activeElement as HTMLElement).blur();
      }
    };
    return view;
  }

  it('goes to the heading of the page when what opened the dialog is gone', async () => {
    const { rerender } = await openFromButton();

    opener.remove();
    await rerender({ open: false });

    await vi.waitFor(() => {
      expect(heading).toHaveFocus();
    });
  });

  it('goes there too when the whole entry of a list has gone with the dialog', async () => {
    const { unmount } = await openFromButton();

    opener.remove();
    unmount();

    await vi.waitFor(() => {
      expect(heading).toHaveFocus();
    });
  });

  it('stays where the browser has put it', async () => {
    const { rerender } = await openFromButton();

    await rerender({ open: false });

    expect(opener).toHaveFocus();
  });

  it('is left alone by a dialog that was never open', async () => {
    document.body.append(main);

    await mount(ModalDialog, { props: { open: false, title: 'Really?' } });

    expect(document.body).toHaveFocus();
  });
});
