import userEvent from '@testing-library/user-event';
import { screen } from '@testing-library/vue';
import { expect, it, vi } from 'vitest';
import { mount } from '@/shared/testing/mount';
import FileInput from './FileInput.vue';

const note = () => new File(['{}'], 'wallet.json', { type: 'application/json' });

async function open(props: Record<string, unknown> = {}) {
  const onChosen = vi.fn<(files: File[]) => void>();
  await mount(FileInput, { props: { id: 'evidence', onChosen, ...props } });
  const input = document.querySelector<HTMLInputElement>('#evidence');
  return { onChosen, input: input as HTMLInputElement, user: userEvent.setup({ delay: null }) };
}

it('says in the language of the page what it is for, and afterwards which file was chosen', async () => {
  const { onChosen, input, user } = await open();
  expect(screen.getByText('选择文件')).toBeInTheDocument();

  await user.upload(input, note());

  expect(onChosen.mock.calls[0]?.[0].map(({ name }) => name)).toEqual(['wallet.json']);
  expect(screen.getByText('wallet.json')).toBeInTheDocument();
});

it('takes the same file again where it takes several', async () => {
  const { onChosen, input, user } = await open({ multiple: true });
  const one = note();

  await user.upload(input, one);
  await user.upload(input, one);

  expect(onChosen).toHaveBeenCalledTimes(2);
  expect(screen.queryByText('wallet.json')).toBeNull();
});

it('opens by the keyboard, as the control that it is', async () => {
  const { input, user } = await open();

  await user.tab();

  expect(input).toHaveFocus();
});
