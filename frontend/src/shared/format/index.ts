export { formatDate, formatDistance, formatTime, formatWait, shortAddress } from './format';
