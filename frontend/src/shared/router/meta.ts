import 'vue-router';
import type { Permission } from '@/shared/api';

declare module 'vue-router' {
  interface RouteMeta {
    /** Message key of the page's title. */
    title: string;
    /** Namespaces of messages that the page needs: the names of features. */
    messages?: readonly string[];
    /** Who may see it: everybody when absent, whoever is logged in, or whoever holds a permission. */
    requires?: 'session' | Permission;
    /** Whether it makes sense only without a session, as logging in does. */
    guestOnly?: boolean;
  }
}
