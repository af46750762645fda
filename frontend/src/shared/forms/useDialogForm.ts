import { reactive, ref, watch, type Ref } from 'vue';
import { hasCode } from '@/shared/api';
import { notifyProblem } from '@/shared/problems';
import { useForm, type Form, type FormOptions } from './useForm';

export interface DialogFormOptions<Values extends object> extends FormOptions<Values> {
  /** What opens and closes it, where that is the model of a component; its own otherwise. */
  open?: Ref<boolean>;
  /** Refusals that only say that somebody else was faster: told outside of the dialog, which closes, and what it was about is looked at again. */
  overtaken?: { codes: readonly string[]; lookAgain: () => Promise<void> };
  /** Whether what was typed outlives closing without sending: one may have to look at the page behind it first. */
  keeps?: boolean;
}

/** Reactive: a template binds `dialog.open` and `dialog.form` to a `FormDialog`. */
export interface DialogForm<Values extends object> {
  readonly form: Form<Values>;
  open: boolean;
  ask: () => void;
}

/** A form in a dialog, which closes once it has done what it asks for, and starts anew whenever it opens. */
export function useDialogForm<Values extends object>(options: DialogFormOptions<Values>): DialogForm<Values> {
  const { overtaken, keeps, open = ref(false) } = options;
  const form = useForm<Values>({
    ...options,
    submit: async (values) => {
      await options.submit(values);
      open.value = false;
      form.reset();
    },
    refused: (error) => {
      if (!overtaken || !hasCode(error, ...overtaken.codes)) {
        return options.refused?.(error) ?? false;
      }
      open.value = false;
      notifyProblem(error);
      void overtaken.lookAgain();
      return true;
    },
  });

  watch(open, (shown) => {
    if (shown) {
      form.reset(keeps ? form.values : {});
    }
  });

  function ask(): void {
    open.value = true;
  }

  return reactive({ form, open, ask }) as DialogForm<Values>;
}
