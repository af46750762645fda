export { default as AppIcon } from './AppIcon.vue';
export { default as DisclosureMenu } from './DisclosureMenu.vue';
export { default as ButtonLink } from './ButtonLink.vue';
export { default as EmptyState } from './EmptyState.vue';
export { default as GuildLogo } from './GuildLogo.vue';
export { default as PageHeading } from './PageHeading.vue';
export { default as QueryState } from './QueryState.vue';
export { default as UserAvatar } from './UserAvatar.vue';
export type { IconName } from './icons';
