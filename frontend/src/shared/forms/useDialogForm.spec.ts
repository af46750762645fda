import userEvent from '@testing-library/user-event';
import { screen, waitFor } from '@testing-library/vue';
import { describe, expect, it, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { mount } from '@/shared/testing/mount';
import { ApiProblem } from '@/shared/api';
import FormDialog from './FormDialog.vue';
import TextAreaField from './TextAreaField.vue';
import { useDialogForm, type DialogFormOptions } from './useDialogForm';

type Values = { reason: string };

const refusal = (code: string) => new ApiProblem(409, code, null, [], {});

async function open(options: Partial<DialogFormOptions<Values>>, opens?: () => void) {
  const submit = vi.fn(async () => undefined);
  const Page = defineComponent({
    setup() {
      const dialog = useDialogForm<Values>({ initial: { reason: '' }, submit, ...options });
      const field = () =>
        h(TextAreaField, {
          label: '原因',
          modelValue: dialog.form.values.reason,
          'onUpdate:modelValue': (reason: string) => {
            dialog.form.values.reason = reason;
          },
        });
      return () => [
        h('button', { onClick: opens ?? dialog.ask }, '裁决'),
        h(
          FormDialog,
          {
            modelValue: dialog.open,
            'onUpdate:modelValue': (shown: boolean) => {
              dialog.open = shown;
            },
            title: '裁决',
            action: '确定',
            form: dialog.form,
          },
          field,
        ),
      ];
    },
  });
  await mount(Page);
  const user = userEvent.setup({ delay: null });
  const click = (name: string) => user.click(screen.getByRole('button', { name }));
  await click('裁决');
  await user.type(await screen.findByLabelText('原因'), '够了');
  return { user, click, submit };
}

const gone = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });

describe('a form in a dialog', () => {
  it('closes once it has done what it asks for, and is empty the next time', async () => {
    const { click, submit } = await open({ keeps: true });

    await click('确定');

    await gone();
    expect(submit).toHaveBeenCalledWith({ reason: '够了' });
    await click('裁决');
    expect(await screen.findByLabelText('原因')).toHaveValue('');
  });

  it('stays open and says why it was refused', async () => {
    const { click } = await open({ submit: async () => Promise.reject(refusal('too-busy')) });

    await click('确定');

    expect(await screen.findByText('现在太忙了，请稍后再试。')).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('is opened and closed by the model of its owner, and starts anew each time', async () => {
    const shown = ref(false);
    const { click } = await open({ open: shown }, () => {
      shown.value = true;
    });

    await click('取消');
    await gone();
    expect(shown.value).toBe(false);
    await click('裁决');

    expect(await screen.findByLabelText('原因')).toHaveValue('');
    await click('确定');
    await gone();
    expect(shown.value).toBe(false);
  });

  it('closes when somebody else was faster, and looks again at what it was about', async () => {
    const lookAgain = vi.fn(async () => undefined);
    const { click } = await open({
      submit: async () => Promise.reject(refusal('already-decided')),
      overtaken: { codes: ['already-decided'], lookAgain },
    });

    await click('确定');

    await gone();
    expect(lookAgain).toHaveBeenCalledOnce();
  });

  it.each([
    [true, '够了'],
    [false, ''],
  ])('keeps what was typed over closing it, if it is told so: %s', async (keeps, kept) => {
    const { click } = await open({ keeps });

    await click('取消');
    await gone();
    await click('裁决');

    expect(await screen.findByLabelText('原因')).toHaveValue(kept);
  });
});
