import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['dist/', 'src/shared/api/generated/'] },
  ...typescript.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/no-unused-refs': 'error',
      // Text lives in the message files, in both languages.
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['·', '@', '/', '—', '×', '…', ':', '©'] }],
      // Labels and controls meet through FormField, which gives both the same id.
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/form-control-has-label': 'off',
      'no-console': 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      'boundaries/elements': [
        { type: 'app', pattern: 'src/app' },
        { type: 'shared', pattern: 'src/shared' },
        { type: 'feature', pattern: 'src/features/*', capture: ['feature'] },
      ],
    },
    rules: {
      // shared/ never imports a feature; a feature reaches another only through its index.ts.
      'boundaries/element-types': [
        'error',
        {
          default: 'disallow',
          rules: [
            { from: 'app', allow: ['app', 'shared', 'feature'] },
            { from: 'shared', allow: ['shared'] },
            { from: 'feature', allow: ['shared', 'feature'] },
          ],
        },
      ],
      'boundaries/entry-point': [
        'error',
        {
          default: 'disallow',
          rules: [
            { target: ['feature'], allow: ['index.ts', 'routes.ts'] },
            { target: ['app', 'shared'], allow: '**' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'scripts/**'],
    rules: { 'no-console': 'off', 'vue/one-component-per-file': 'off', 'max-lines': 'off' },
  },
  prettier,
);
