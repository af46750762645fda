export { ETH, formatAmount, formatShare, parseAmount, plainAmount, shareOf, type Unit } from './amount';
export { formatDate, formatDistance, formatSpan, formatTime, formatWait, shortAddress } from './format';
export { isWebPage, linksOf } from './link';
