import { computed, nextTick, reactive, ref, shallowRef } from 'vue';
import { ApiProblem, type FieldProblem } from '@/shared/api';
import { describeField, describeProblem } from '@/shared/problems';

/** The code of what is wrong with a value (its text is under `fields.`), alone or with the limits that its text tells; or null. */
export type Rule<Values, Value> = (value: Value, values: Values) => string | Fault | null;

export interface FormOptions<Values extends object> {
  initial: Values;
  rules?: { [Name in keyof Values]?: Rule<Values, Values[Name]> };
  /** Field names of the server that differ from the form's. */
  serverNames?: Record<string, keyof Values & string>;
  submit: (values: Values) => Promise<void>;
  /** Handles an error itself: true means that nothing is left to say. */
  refused?: (error: unknown) => boolean;
}

type Limits = FieldProblem['limits'];

/** What is wrong with a value: by a rule of the form, or as the server said of this very value. */
export interface Fault {
  code: string;
  limits: Limits;
}

interface Refusal extends Fault {
  value: unknown;
}

/** Reactive: a template reads `form.errors.email` without `.value`. */
export interface Form<Values extends object> {
  readonly values: Values;
  /** Text of what is wrong, for the fields that have been left once or that the server refused. */
  readonly errors: Partial<Record<keyof Values, string>>;
  /** What is wrong with the form as a whole. */
  readonly failure: string | null;
  /** The problem's code, for what a page adds to the text, such as a link. */
  readonly failureCode: string | null;
  readonly submitting: boolean;
  /** For `:ref` of the form's element: the first wrong field in it gets the focus. */
  bind: (element: unknown) => void;
  /** From now on the field is checked while typing. */
  touch: (name: keyof Values) => void;
  /** Marks a field as refused with a code, until it changes. */
  refuse: (name: keyof Values & string, code: string) => void;
  submit: () => Promise<void>;
  /** Back to the initial values, nothing checked yet. */
  reset: (values?: Partial<Values>) => void;
}

/** A form as `ux.md` wants it: checked while typing after the first blur, server errors at their fields, focus on the first error. */
export function useForm<Values extends object>(options: FormOptions<Values>): Form<Values> {
  type Name = keyof Values & string;
  const values = reactive({ ...options.initial }) as Values;
  const names = Object.keys(options.initial) as Name[];
  const touched = reactive(new Set<PropertyKey>());
  const refusals = reactive(new Map<string, Refusal>());
  const lastError = shallowRef<unknown>(null);
  const submitting = ref(false);
  let element: HTMLFormElement | null = null;

  function faultOf(name: Name): Fault | null {
    const refusal = refusals.get(name);
    if (refusal && refusal.value === values[name]) {
      return refusal;
    }
    const found = options.rules?.[name]?.(values[name], values) ?? null;
    return typeof found === 'string' ? { code: found, limits: {} } : found;
  }

  const errors = computed(() => {
    const texts: Partial<Record<keyof Values, string>> = {};
    for (const name of names) {
      const fault = touched.has(name) ? faultOf(name) : null;
      if (fault !== null) {
        texts[name] = describeField(name, fault.code, fault.limits);
      }
    }
    return texts;
  });

  const failure = computed(() => (lastError.value === null ? null : describeProblem(lastError.value)));

  const failureCode = computed(() => (lastError.value instanceof ApiProblem ? lastError.value.code : null));

  function refuse(name: Name, code: string, limits: Limits = {}): void {
    refusals.set(name, { code, limits, value: values[name] });
    touched.add(name);
  }

  async function focusFirstError(): Promise<void> {
    await nextTick();
    const wrong = element?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? element?.querySelector<HTMLElement>('[data-failure]'))?.focus();
  }

  /** Puts the server's field errors at their fields; false when some have no field here. */
  function placeFieldErrors(error: unknown): boolean {
    if (!(error instanceof ApiProblem) || error.fields.length === 0) {
      return false;
    }
    let all = true;
    for (const problem of error.fields) {
      const name = options.serverNames?.[problem.field] ?? problem.field;
      const known = names.find((candidate) => candidate === name);
      if (known) {
        refuse(known, problem.code, problem.limits);
      } else {
        all = false;
      }
    }
    return all;
  }

  async function submit(): Promise<void> {
    if (submitting.value) {
      return;
    }
    lastError.value = null;
    names.forEach((name) => touched.add(name));
    if (names.some((name) => faultOf(name) !== null)) {
      await focusFirstError();
      return;
    }
    submitting.value = true;
    try {
      await options.submit({ ...values });
    } catch (error) {
      if (!placeFieldErrors(error) && !options.refused?.(error)) {
        lastError.value = error;
      }
      submitting.value = false;
      await focusFirstError();
    } finally {
      submitting.value = false;
    }
  }

  function reset(changed: Partial<Values> = {}): void {
    // A copy first: what is kept may be the form's own values.
    Object.assign(values, { ...options.initial, ...changed });
    touched.clear();
    refusals.clear();
    lastError.value = null;
  }

  return reactive({
    values,
    errors,
    failure,
    failureCode,
    submitting,
    bind: (bound: unknown) => {
      element = bound instanceof HTMLFormElement ? bound : null;
    },
    touch: (name: keyof Values) => {
      touched.add(name);
    },
    refuse,
    submit,
    reset,
  }) as Form<Values>;
}
