import { fireEvent, screen } from '@testing-library/vue';
import { expect, it, vi } from 'vitest';
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
