import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { queryClient } from '@/shared/api';
import { currentLocale, i18n, setLocale } from '@/shared/i18n';
import { useSession } from '@/shared/session';
import { startTheme } from '@/shared/theme';
import '@/shared/theme/tokens.css';
import '@/shared/theme/base.css';
import App from './App.vue';
import { registerFeatureMessages } from './messages';
import { makeRouter } from './router';

startTheme();
registerFeatureMessages();

const app = createApp(App);
app.use(createPinia());
app.use(i18n);
app.use(VueQueryPlugin, { queryClient });

// The messages first: no key is ever shown. The session is looked for meanwhile.
void useSession().restore();
await setLocale(currentLocale());
app.use(makeRouter());
app.mount('#app');
