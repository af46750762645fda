export { useChainNow, useNow } from './useNow';
